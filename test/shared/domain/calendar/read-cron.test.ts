import { Cron } from 'croner';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOccurrence } from '../../../../shared/domain/calendar/next-occurrence.ts';
import { readCron } from '../../../../shared/domain/calendar/read-cron.ts';

/** The next times of a cron expression. */
function times(text: string, after: string, count: number, zone = 'UTC'): readonly string[] {
  const read = readCron(text);
  if (!read.ok) throw new Error(read.message);
  const found: string[] = [];
  for (let at: number | undefined = Date.parse(after); found.length < count; ) {
    at = nextOccurrence(read.schedule, at, zone);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe('readCron', () => {
  it.each([
    ['30 9 * * *', ['2026-01-01T09:30', '2026-01-02T09:30']],
    ['0 9 * * mon-fri', ['2026-01-01T09:00', '2026-01-02T09:00', '2026-01-05T09:00']],
    ['0 9 * * 0', ['2026-01-04T09:00', '2026-01-11T09:00']],
    ['0 9 * * 7', ['2026-01-04T09:00', '2026-01-11T09:00']],
    ['0 9 * * sat-sun', ['2026-01-03T09:00', '2026-01-04T09:00', '2026-01-10T09:00']],
    ['*/20 23 * * *', ['2026-01-01T23:00', '2026-01-01T23:20', '2026-01-01T23:40', '2026-01-02T23:00']],
    ['0 8-18/5 * * *', ['2026-01-01T08:00', '2026-01-01T13:00', '2026-01-01T18:00', '2026-01-02T08:00']],
    ['0 0 1 JAN,jul *', ['2026-07-01T00:00', '2027-01-01T00:00']],
    ['0 12 29 2 *', ['2028-02-29T12:00', '2032-02-29T12:00']],
    ['0 0 31 * *', ['2026-01-31T00:00', '2026-03-31T00:00', '2026-05-31T00:00']],
    // Both days restricted: the 13th or a Friday.
    ['0 0 13 * fri', ['2026-01-02T00:00', '2026-01-09T00:00', '2026-01-13T00:00', '2026-01-16T00:00']],
    // A field that begins with a star restricts nothing: odd days that are Fridays.
    ['0 0 */2 * fri', ['2026-01-09T00:00', '2026-01-23T00:00', '2026-02-13T00:00']],
  ])('takes %s', (text, expected) => {
    expect(times(text, '2026-01-01T00:00:00Z', expected.length)).toEqual(expected);
  });

  it.each([
    ['0 9 * *', 7, 'five fields are needed'],
    ['0 9 * * * *', 10, 'five fields are needed'],
    ['60 9 * * *', 0, '"60" is no minute, which goes from 0 to 59'],
    ['0 9 * foo *', 6, '"foo" is no month'],
    ['0 9 1,32 * *', 6, '"32" is no day of the month'],
    ['0 18-8 * * *', 2, '"18-8" runs backwards'],
    ['*/0 9 * * *', 2, 'a step is a whole number from 1'],
    ['0 9 1,,2 * *', 6, 'is no day of the month'],
    ['0 9 ? * *', 4, 'is no day of the month'],
    ['0 9 *-5 * *', 4, 'is no day of the month'],
    ['0  9  30  2  *', 6, 'none of these months has such a day'],
  ])('says what is wrong with "%s", and where', (text, position, message) => {
    const read = readCron(text);
    expect(read).toMatchObject({ ok: false, position, message: expect.stringContaining(message) });
  });

  it('has the times that croner has', () => {
    const minute = fc.constantFrom('0', '*/7', '5,35', '10-20', '59');
    const hour = fc.constantFrom('*', '9', '*/5', '22-23', '0,12');
    const monthDay = fc.constantFrom('*', '1', '31', '*/9', '10-12');
    const month = fc.constantFrom('*', '2', 'jun-aug', '*/5', '12');
    const weekday = fc.constantFrom('*', '1', 'sun', 'mon-wed', '5,6');
    const text = fc
      .tuple(minute, hour, monthDay, month, weekday)
      .filter(
        ([, , days, months, week]) => !(days === '*/9' && week !== '*') && !(days === '31' && months === '2'),
      )
      .map((fields) => fields.join(' '));
    const after = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(text, after, (expression, at) => {
        const read = readCron(expression);
        if (!read.ok) throw new Error(`${expression}: ${read.message}`);
        const theirs = new Cron(expression, { timezone: 'UTC', paused: true }).nextRun(new Date(at));
        expect(nextOccurrence(read.schedule, at, 'UTC'), expression).toBe(theirs?.getTime());
      }),
      { numRuns: 500 },
    );
  });
});
