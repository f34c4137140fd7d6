import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseDateOf, dayOfChineseDate } from '../../../../shared/domain/calendar/chinese-date.ts';
import { chineseYear } from '../../../../shared/domain/calendar/chinese-years.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';

const iso = (days: number | undefined) =>
  days !== undefined && new Date(days * DAY_MS).toISOString().slice(0, 10);
const ordinary = (year: number, month: number, day: number) =>
  iso(dayOfChineseDate({ year, month, day, isLeapMonth: false }));

describe('dayOfChineseDate', () => {
  // Hong Kong Observatory, "Gregorian-Lunar Calendar Conversion Tables".
  it.each([
    '2020-01-25',
    '2021-02-12',
    '2022-02-01',
    '2023-01-22',
    '2024-02-10',
    '2025-01-29',
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
    '2029-02-13',
    '2030-02-03',
    '2031-01-23',
    '2032-02-11',
    '2033-01-31',
    '2034-02-19',
    '2035-02-08',
  ])('begins the year on %s', (date) => {
    expect(ordinary(Number(date.slice(0, 4)), 1, 1)).toBe(date);
  });

  it('tells a leap month from the one that it repeats', () => {
    expect(ordinary(2025, 6, 1)).toBe('2025-06-25');
    expect(iso(dayOfChineseDate({ year: 2025, month: 6, day: 1, isLeapMonth: true }))).toBe('2025-07-25');
    // The leap month of winter 2033, which many calendars once had elsewhere.
    expect(iso(dayOfChineseDate({ year: 2033, month: 11, day: 1, isLeapMonth: true }))).toBe('2033-12-22');
  });

  it('is nothing where there is no such date', () => {
    expect(dayOfChineseDate({ year: 2026, month: 6, day: 1, isLeapMonth: true })).toBeUndefined();
    expect(ordinary(2024, 1, 30)).toBe(false);
    expect(ordinary(2101, 1, 1)).toBe(false);
    expect(ordinary(1900, 1, 1)).toBe(false);
  });
});

describe('chineseDateOf', () => {
  it('is undone by dayOfChineseDate, on any day of its two hundred years', () => {
    const first = chineseYear(1901)?.firstDay ?? 0;
    const last = Date.UTC(2101, 0, 28) / DAY_MS;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (days) => {
        const date = chineseDateOf(days);
        expect(date && dayOfChineseDate(date)).toBe(days);
      }),
    );
    expect(chineseDateOf(first - 1)).toBeUndefined();
    expect(chineseDateOf(last)).toMatchObject({ year: 2100, month: 12, day: 29 });
    expect(chineseDateOf(last + 1)).toBeUndefined();
  });

  it("differs from ICU's calendar in whole months only, and in few of them", () => {
    const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const differing = new Set<string>();
    let days = 0;
    for (let at = Date.UTC(2020, 0, 25); at < Date.UTC(2040, 0, 1); at += DAY_MS) {
      const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      const date = chineseDateOf(at / DAY_MS);
      days += 1;
      const ours = `${date?.month}${date?.isLeapMonth ? 'bis' : ''}-${date?.day}`;
      if (ours !== `${parts.month}-${parts.day}`) differing.add(`${date?.year}-${date?.month}`);
    }
    expect(days).toBeGreaterThan(7000);
    // New moons within minutes of midnight in Beijing, such as that of 2027-02-06 at 23:56.
    expect(differing.size).toBeLessThanOrEqual(12);
    expect([...differing]).not.toContain('2026-8');
  });
});
