import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, dayNumber } from '../../../../shared/domain/calendar/civil-date.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';

describe('civil dates', () => {
  it('are those of Date, on every day of eight centuries', () => {
    const first = Date.UTC(1600, 0, 1) / DAY_MS;
    for (let days = first; days < first + 2 * 146_097; days += 1) {
      const date = new Date(days * DAY_MS);
      const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      const found = civilDate(days);
      if (Object.entries(expected).some(([part, value]) => Reflect.get(found, part) !== value))
        expect(found).toEqual(expected);
      if (dayNumber(found) !== days) expect(dayNumber(found)).toBe(days);
    }
  });

  it('run on past the end, or the beginning, of a month or a year, as those of Date do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 9_000 }),
        fc.integer({ min: -30, max: 40 }),
        fc.integer({ min: -90, max: 400 }),
        (year, month, day) => {
          expect(dayNumber({ year, month, day })).toBe(Date.UTC(year, month - 1, day) / DAY_MS);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
