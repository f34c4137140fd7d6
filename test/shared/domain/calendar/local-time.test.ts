import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../../shared/domain/calendar/civil-date.ts';
import { instantOf, instantOnDay } from '../../../../shared/domain/calendar/local-time.ts';

const local = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute };
};
const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString().slice(0, 16);

describe('instantOf', () => {
  it.each([
    ['an ordinary time', '2026-07-01T09:00', 'Asia/Shanghai', '2026-07-01T01:00'],
    ['a zone of half an hour', '2026-07-01T09:00', 'Asia/Kolkata', '2026-07-01T03:30'],
    ['a time the clock skips: the end of the gap', '2026-03-29T01:20', 'Europe/London', '2026-03-29T01:00'],
    ['the first minute after the gap', '2026-03-29T02:00', 'Europe/London', '2026-03-29T01:00'],
    ['a time it shows twice: the first', '2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30'],
    ['the end of the repeated hour', '2026-10-25T02:00', 'Europe/London', '2026-10-25T02:00'],
    ['a repeated half hour', '2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45'],
    ['a day that was left out', '2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T10:00'],
  ])('takes %s', (_, text, zone, expected) => {
    expect(iso(instantOf(local(text), zone))).toBe(expected);
  });

  it("agrees with Temporal, whose 'compatible' moves a skipped time on and ours stops at the end of the gap", () => {
    const zones = Intl.supportedValuesOf('timeZone');
    let skipped = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayNumber(local('2001-01-01')), max: dayNumber(local('2037-12-31')) }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, day, minuteOfDay) => {
          const plain = new Temporal.PlainDate(1970, 1, 1)
            .add({ days: day })
            .toPlainDateTime({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
          const { year, month, day: dayOfMonth, hour, minute } = plain;
          const ours = instantOf({ year, month, day: dayOfMonth, hour, minute }, zone);
          const theirs = plain.toZonedDateTime(zone, { disambiguation: 'compatible' });
          if (theirs.toPlainDateTime().equals(plain)) expect(ours).toBe(theirs.epochMilliseconds);
          else {
            skipped += 1;
            const atOurs = Temporal.Instant.fromEpochMilliseconds(ours).toZonedDateTimeISO(zone);
            expect(
              atOurs.subtract({ milliseconds: 1 }).getTimeZoneTransition('next')?.epochMilliseconds,
            ).toBe(ours);
          }
        },
      ),
      { numRuns: 3000, examples: [['Europe/London', dayNumber(local('2026-03-29')), 90]] },
    );
    expect(skipped).toBeGreaterThan(0);
  });
});

describe('instantOnDay', () => {
  it('takes the last minute before a gap that runs to midnight', () => {
    // Nuuk goes from 23:00 on Saturday to 00:00 on Sunday.
    const saturday = dayNumber(local('2026-03-28'));
    expect(iso(instantOnDay(saturday, 23 * 60 + 30, 'America/Nuuk'))).toBe('2026-03-29T00:59');
    expect(iso(instantOnDay(saturday + 1, 0, 'America/Nuuk'))).toBe('2026-03-29T01:00');
  });

  it('takes the end of a gap that begins at midnight', () => {
    // Cairo goes from 00:00 to 01:00.
    expect(iso(instantOnDay(dayNumber(local('2026-04-24')), 0, 'Africa/Cairo'))).toBe('2026-04-23T22:00');
  });

  it('is nothing on a day that the clock leaves out', () => {
    expect(instantOnDay(dayNumber(local('2011-12-30')), 600, 'Pacific/Apia')).toBeUndefined();
    expect(iso(instantOnDay(dayNumber(local('2011-12-31')), 0, 'Pacific/Apia'))).toBe('2011-12-30T10:00');
  });
});
