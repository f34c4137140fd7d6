import { describe, expect, it } from 'vitest';
import { readOwnDays } from '../../../../shared/config/campaign/own-days.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { collectProblems } from '../../../../shared/config/shop-problems.ts';
import { civilDate } from '../../../../shared/domain/calendar/civil-date.ts';
import { holidayDays } from '../../../../shared/domain/calendar/holiday-rule.ts';

function read(calendar: string) {
  const files = new Map([['calendar.yaml', calendar]]);
  const problems = collectProblems({ directory: '', files, shownPath: (path) => path, version: 'test' });
  const days = readOwnDays(problems);
  return { days, told: problems.list.map(formatShopProblem) };
}

describe('calendar.yaml', () => {
  it.each([
    ['{ date: 05-20 }', 2026, ['2026-5-20']],
    ['{ date: 02-29, english: Leap day }', 2026, ['2026-3-1']],
    ['{ date: 02-29 }', 2028, ['2028-2-29']],
    ['{ dates: [2026-04-02, 2027-04-06, 2026-09-01] }', 2026, ['2026-4-2', '2026-9-1']],
    ['{ dates: [2026-04-02] }', 2027, []],
    // Mid-Autumn of 2026 (Hong Kong Observatory).
    ['{ lunar: 08-15, chinese: 中秋 }', 2026, ['2026-9-25']],
    ['{ weekday: sun, nth: 2, month: 5 }', 2026, ['2026-5-10']],
    ['{ weekday: mon, nth: -1, month: 5 }', 2026, ['2026-5-25']],
  ])('has the day %s in %d on %j', (day, year, expected) => {
    const { days, told } = read(`ours: ${day}`);
    expect(told).toEqual([]);
    const rule = days?.get('ours');
    if (rule === undefined) throw new Error('There is no such day.');
    const dates = holidayDays(rule, year).map(civilDate);
    expect(dates.map(({ year: of, month, day: on }) => `${of}-${month}-${on}`)).toEqual(expected);
  });

  it('may be left out', () => {
    expect(read('')).toEqual({ days: new Map(), told: [] });
  });

  it.each([
    ['ours: {}', '1:7: a day has one of "date", "dates", "lunar" or "weekday"'],
    ['ours: { date: 05-20, lunar: 08-15 }', '1:29: "lunar" does not go with "date"'],
    ['ours: { date: 05-20, nth: 2 }', '1:27: "nth" goes with "weekday", not with "date"'],
    ['ours: { date: 02-30 }', '1:15: must be month and day that there are, such as 05-20'],
    ['ours: { date: 2026-05-20 }', '1:15: must be month and day that there are'],
    ['ours: { dates: [2026-05-20, 2026-02-29] }', '1:29: must be a date that there is, such as 2026-05-20'],
    ['ours: { lunar: 13-01 }', '1:16: must be month and day of the Chinese calendar, such as 08-15'],
    [
      'ours: { weekday: sun, nth: 0, month: 5 }',
      '1:28: must be 1 to 4, or -1 to -4 from the end of the month',
    ],
    ['ours: { weekday: sun, month: 5 }', '1:18: missing field "nth"'],
    ['ours: { weekday: sunday, nth: 1, month: 5 }', '1:18: must be mon, tue,'],
    ['Ours: { date: 05-20 }', '1:1: must be small letters, digits and single hyphens, such as "brand-day"'],
    ['christmas: { date: 12-26 }', '1:1: is a holiday that every shop has; give the day another name'],
    ['ours: { dat: 05-20 }', '1:9: unknown field "dat"; did you mean "date"?'],
  ])('refuses %s: %s', (calendar, expected) => {
    const { days, told } = read(calendar);
    expect(days).toBeUndefined();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`calendar.yaml:${expected}`);
  });
});
