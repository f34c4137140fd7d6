import { describe, expect, it } from 'vitest';
import { type CivilDate, dayNumber, weekdayIndex } from '../../../../shared/domain/calendar/civil-date.ts';
import { easterSunday } from '../../../../shared/domain/calendar/easter.ts';
import { holidayDate, holidayVariants, ruleOf } from '../../../../shared/domain/calendar/holiday-date.ts';
import type { HolidayName } from '../../../../shared/domain/calendar/holidays.ts';
import { holidayNames, holidaysBetween } from '../../../../shared/domain/calendar/holidays-between.ts';
import { nextHoliday } from '../../../../shared/domain/calendar/next-holiday.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';

const iso = (date: CivilDate | undefined) =>
  date && new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString().slice(0, 10);
const dates = (name: HolidayName, years: readonly number[], variant?: string) =>
  years.map((year) => iso(holidayDate(name, year, variant))?.slice(5));
const YEARS = [2024, 2025, 2026, 2027];
const civil = (text: string): CivilDate => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
};

describe('holidayDate', () => {
  // Notices of China's State Council on the holidays of 2024 to 2026; 2027 as Hong Kong Observatory has it.
  it.each<[HolidayName, string[]]>([
    ['spring-festival', ['02-10', '01-29', '02-17', '02-06']],
    ['lantern-festival', ['02-24', '02-12', '03-03', '02-20']],
    ['qingming', ['04-04', '04-04', '04-05', '04-05']],
    ['dragon-boat', ['06-10', '05-31', '06-19', '06-09']],
    ['qixi', ['08-10', '08-29', '08-19', '08-08']],
    ['mid-autumn', ['09-17', '10-06', '09-25', '09-15']],
    ['double-ninth', ['10-11', '10-29', '10-18', '10-08']],
  ])('of %s is that of the Chinese calendar', (name, expected) => {
    expect(dates(name, YEARS)).toEqual(expected);
  });

  // US Census Bureau and timeanddate.com.
  it.each<[HolidayName, string | undefined, string[]]>([
    ['mothers-day', undefined, ['05-12', '05-11', '05-10', '05-09']],
    ['mothers-day', 'uk', ['03-10', '03-30', '03-15', '03-07']],
    ['fathers-day', undefined, ['06-16', '06-15', '06-21', '06-20']],
    ['fathers-day', 'au', ['09-01', '09-07', '09-06', '09-05']],
    ['fathers-day', 'de', ['05-09', '05-29', '05-14', '05-06']],
    ['fathers-day', 'es', ['03-19', '03-19', '03-19', '03-19']],
    ['thanksgiving', undefined, ['11-28', '11-27', '11-26', '11-25']],
    ['thanksgiving', 'ca', ['10-14', '10-13', '10-12', '10-11']],
    ['black-friday', undefined, ['11-29', '11-28', '11-27', '11-26']],
    ['cyber-monday', undefined, ['12-02', '12-01', '11-30', '11-29']],
    ['singles-day', undefined, ['11-11', '11-11', '11-11', '11-11']],
    ['618', undefined, ['06-18', '06-18', '06-18', '06-18']],
    ['diwali', undefined, ['10-31', '10-20', '11-08', '10-29']],
    ['holi', undefined, ['03-25', '03-14', '03-04', '03-22']],
  ])('of %s (%s) is the published one', (name, variant, expected) => {
    expect(dates(name, YEARS, variant)).toEqual(expected);
  });

  // Meeus, Astronomical Algorithms, chapter 8, and the Book of Common Prayer's table.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1991, '1991-03-31'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('of Easter in %i is %s', (year, expected) => {
    expect(easterSunday(year)).toBe(dayNumber(civil(expected)));
  });

  it('of Easter is a Sunday from 22 March to 25 April in any year', () => {
    for (let year = 1583; year < 3000; year += 1) {
      const days = easterSunday(year);
      expect(weekdayIndex(days)).toBe(6);
      expect(days).toBeGreaterThanOrEqual(dayNumber({ year, month: 3, day: 22 }));
      expect(days).toBeLessThanOrEqual(dayNumber({ year, month: 4, day: 25 }));
    }
  });

  it('of the Eids is that of the Umm al-Qura calendar, as ICU has it', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
      timeZone: 'UTC',
      month: 'numeric',
      day: 'numeric',
    });
    const tabled = (name: HolidayName) =>
      holidaysBetween(civil('2024-01-01'), civil('2035-12-31'))
        .filter((holiday) => holiday.name === name)
        .map(({ date }) => iso(date));
    const computed: Record<string, string[]> = { '10-1': [], '12-10': [] };
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2036, 0, 1); at += DAY_MS) {
      const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      computed[`${parts.month}-${parts.day}`]?.push(new Date(at).toISOString().slice(0, 10));
    }
    expect(tabled('eid-al-fitr')).toEqual(computed['10-1']);
    expect(tabled('eid-al-adha')).toEqual(computed['12-10']);
    expect(tabled('eid-al-fitr')).toHaveLength(13);
  });

  it('is known for every holiday and variant from 2024 to 2035, and in that year', () => {
    for (const name of holidayNames())
      for (const variant of holidayVariants(name))
        for (let year = 2024; year <= 2035; year += 1)
          expect(holidayDate(name, year, variant)?.year, `${name} ${variant} ${year}`).toBe(year);
    expect(holidayNames()).toHaveLength(26);
  });

  it('is unknown where it is announced and the year is far', () => {
    expect(holidayDate('diwali', 2036)).toBeUndefined();
    expect(holidayDate('qingming', 2100)).toBeUndefined();
  });

  it('refuses a variant that there is not', () => {
    expect(() => holidayDate('mothers-day', 2026, 'mars')).toThrow(
      'mothers-day has no variant "mars", but us, uk',
    );
    expect(() => holidayDate('mothers-day', 2026, 'toString')).toThrow(RangeError);
  });
});

describe('holidaysBetween', () => {
  it('lists them in order, both ends included', () => {
    const found = holidaysBetween(civil('2026-11-08'), civil('2026-12-24'));
    expect(found.map(({ name, date }) => `${name} ${iso(date)}`)).toEqual([
      'diwali 2026-11-08',
      'singles-day 2026-11-11',
      'thanksgiving 2026-11-26',
      'black-friday 2026-11-27',
      'cyber-monday 2026-11-30',
      'christmas-eve 2026-12-24',
    ]);
    expect(found[1]).toMatchObject({ english: "Singles' Day", chinese: '双十一' });
  });

  it('goes by the shifted date where there is an offset, across the year', () => {
    const found = holidaysBetween(civil('2026-12-25'), civil('2026-12-31'), { offsetDays: -7 });
    expect(found.map(({ name, date, shifted }) => [name, iso(date), iso(shifted)])).toEqual([
      ['new-year', '2027-01-01', '2026-12-25'],
    ]);
  });

  it('takes the variant that is asked for', () => {
    const march = (variants?: { 'mothers-day': string }) =>
      holidaysBetween(civil('2026-03-10'), civil('2026-03-16'), variants && { variants }).map(
        ({ name }) => name,
      );
    expect(march()).toEqual(['white-day']);
    expect(march({ 'mothers-day': 'uk' })).toEqual(['white-day', 'mothers-day']);
  });
});

describe('nextHoliday', () => {
  const mothersDay = { rule: ruleOf('mothers-day'), offsetDays: -7, minuteOfDay: 600 } as const;
  const next = (after: string, moment: Parameters<typeof nextHoliday>[1], zone: string) => {
    const at = nextHoliday(Date.parse(after), moment, zone);
    return at !== undefined && new Date(at).toISOString();
  };

  it('is so many days before it by the local clock, strictly after', () => {
    expect(next('2026-01-01T00:00:00Z', mothersDay, 'Asia/Shanghai')).toBe('2026-05-03T02:00:00.000Z');
    expect(next('2026-05-03T01:59:59.999Z', mothersDay, 'Asia/Shanghai')).toBe('2026-05-03T02:00:00.000Z');
    expect(next('2026-05-03T02:00:00Z', mothersDay, 'Asia/Shanghai')).toBe('2027-05-02T02:00:00.000Z');
  });

  it('finds both Eids of 2033, and none after what is known', () => {
    const eid = { rule: ruleOf('eid-al-fitr'), offsetDays: 0, minuteOfDay: 0 } as const;
    expect(next('2033-01-01T00:00:00Z', eid, 'UTC')).toBe('2033-01-03T00:00:00.000Z');
    expect(next('2033-01-03T00:00:00Z', eid, 'UTC')).toBe('2033-12-23T00:00:00.000Z');
    expect(next('2035-12-31T00:00:00Z', eid, 'UTC')).toBe(false);
  });

  it('counts days back over the turn of the year', () => {
    const early = { rule: ruleOf('new-year'), offsetDays: -3, minuteOfDay: 0 } as const;
    expect(next('2026-12-28T00:00:00Z', early, 'UTC')).toBe('2026-12-29T00:00:00.000Z');
    expect(next('2026-12-29T00:00:00Z', early, 'UTC')).toBe('2027-12-29T00:00:00.000Z');
  });
});
