import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Anniversary, anniversaryIn } from '../../../../shared/domain/calendar/anniversary.ts';
import { nextAnniversary } from '../../../../shared/domain/calendar/next-anniversary.ts';
import { readBirthday } from '../../../../shared/domain/calendar/read-birthday.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';

const inYear = (year: number, anniversary: Anniversary) => {
  const day = anniversaryIn(year, anniversary);
  return day !== undefined && new Date(day * DAY_MS).toISOString().slice(0, 10);
};
const lunar = (month: number, day: number): Anniversary => ({ calendar: 'chinese', month, day });
const leapDay = { calendar: 'gregorian', month: 2, day: 29 } as const;

describe('anniversaryIn', () => {
  it('keeps a 29 February on the 28th of a common year, or on 1 March where that is wished', () => {
    expect(inYear(2026, leapDay)).toBe('2026-02-28');
    expect(inYear(2026, { ...leapDay, leapDay: 'march-1' })).toBe('2026-03-01');
    expect(inYear(2028, { ...leapDay, leapDay: 'march-1' })).toBe('2028-02-29');
    expect(inYear(2100, leapDay)).toBe('2100-02-28');
  });

  it('keeps a lunar one in the ordinary month, and a 30th on the 29th of a short one', () => {
    expect(inYear(2025, lunar(6, 1))).toBe('2025-06-25');
    expect(inYear(2024, lunar(8, 15))).toBe('2024-09-17');
    // The twelfth month of 2024 (to 28 January 2025) has 29 days, that of 2023 thirty.
    expect(inYear(2024, lunar(12, 30))).toBe('2025-01-28');
    expect(inYear(2023, lunar(12, 30))).toBe('2024-02-09');
    expect(inYear(2101, lunar(1, 1))).toBe(false);
  });
});

describe('nextAnniversary', () => {
  const next = (after: string, anniversary: Anniversary, zone: string) => {
    const at = nextAnniversary(Date.parse(after), anniversary, zone, 540);
    return at !== undefined && new Date(at).toISOString().slice(0, 16);
  };

  it('comes at the local time, strictly after', () => {
    const birthday = { calendar: 'gregorian', month: 1, day: 1 } as const;
    expect(next('2026-12-31T18:59:00Z', birthday, 'Pacific/Kiritimati')).toBe('2026-12-31T19:00');
    expect(next('2026-12-31T19:00:00Z', birthday, 'Pacific/Kiritimati')).toBe('2027-12-31T19:00');
    expect(next('2026-12-31T19:00:00Z', birthday, 'America/New_York')).toBe('2027-01-01T14:00');
  });

  it('finds a lunar one at the end of its year, in the Gregorian year after', () => {
    expect(next('2025-01-02T00:00:00Z', lunar(12, 8), 'UTC')).toBe('2025-01-07T09:00');
    expect(next('2025-01-08T00:00:00Z', lunar(12, 8), 'UTC')).toBe('2026-01-26T09:00');
    expect(next('2100-12-01T00:00:00Z', lunar(6, 6), 'UTC')).toBe(false);
  });

  it('comes once a year: the next after one is at most 385 days away, and none lies between', () => {
    const anniversary = fc.oneof(
      fc.record({
        calendar: fc.constant('gregorian' as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      fc.record({
        calendar: fc.constant('chinese' as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 30 }),
      }),
    );
    const zone = fc.constantFrom('America/Nuuk', 'Asia/Shanghai', 'Africa/Cairo', 'Pacific/Kiritimati');
    const after = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(
        anniversary,
        zone,
        after,
        fc.integer({ min: 0, max: 1439 }),
        (kept, timeZone, at, minute) => {
          const first = nextAnniversary(at, kept, timeZone, minute) ?? 0;
          const second = nextAnniversary(first, kept, timeZone, minute) ?? 0;
          expect(first).toBeGreaterThan(at);
          expect(first - at).toBeLessThan(386 * DAY_MS);
          expect((second - first) / DAY_MS).toBeGreaterThan(352);
          // From just before, it is found again.
          expect(nextAnniversary(first - 1, kept, timeZone, minute)).toBe(first);
        },
      ),
    );
  });
});

describe('readBirthday', () => {
  it('reads a date with and without its year', () => {
    expect(readBirthday('1990-08-15')).toEqual({ calendar: 'gregorian', month: 8, day: 15 });
    expect(readBirthday('--02-29')).toEqual({ calendar: 'gregorian', month: 2, day: 29 });
    expect(readBirthday('1992-02-29')).toEqual({ calendar: 'gregorian', month: 2, day: 29 });
  });

  it.each(['1990-02-29', '--02-30', '--13-01', '--00-10', '1990-04-31', '1990-4-3', '08-15', ''])(
    'knows no day for "%s"',
    (text) => {
      expect(readBirthday(text)).toBeUndefined();
    },
  );
});
