import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../../../shared/domain/calendar/civil-date.ts';
import { nextAllowed } from '../../../../shared/domain/calendar/next-allowed.ts';
import { compileSendWindows, type WeeklyHours } from '../../../../shared/domain/calendar/send-windows.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const ZONES = [
  'Europe/London',
  'America/Nuuk',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Santiago',
  'Asia/Shanghai',
] as const;

const windowsOf = (allowed: readonly WeeklyHours[], quiet: readonly WeeklyHours[]) => {
  const compiled = compileSendWindows(allowed, quiet);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.windows;
};
const next = (at: string, allowed: readonly WeeklyHours[], quiet: readonly WeeklyHours[], zone: string) =>
  new Date(nextAllowed(Date.parse(at), windowsOf(allowed, quiet), zone)).toISOString();

/** Whether some hours hold at an instant: said once more, from the wall clock that Temporal shows. */
function holds({ days = WEEKDAYS, fromMinute, toMinute }: WeeklyHours, at: number, zone: string): boolean {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const minute = shown.hour * 60 + shown.minute;
  const today = days.some((day) => WEEKDAYS.indexOf(day) + 1 === shown.dayOfWeek);
  const yesterday = days.some((day) => ((WEEKDAYS.indexOf(day) + 1) % 7) + 1 === shown.dayOfWeek);
  if (fromMinute < toMinute) return today && minute >= fromMinute && minute < toMinute;
  return (today && minute >= fromMinute) || (yesterday && minute < toMinute);
}
const maySend = (
  allowed: readonly WeeklyHours[],
  quiet: readonly WeeklyHours[],
  at: number,
  zone: string,
): boolean =>
  (allowed.length === 0 || allowed.some((hours) => holds(hours, at, zone))) &&
  !quiet.some((hours) => holds(hours, at, zone));

const weeklyHours: fc.Arbitrary<WeeklyHours> = fc
  .record({
    days: fc.option(fc.subarray([...WEEKDAYS], { minLength: 1 })),
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    toMinute: fc.integer({ min: 0, max: 1440 }),
  })
  .map(({ days, ...minutes }) => ({ ...minutes, ...(days !== null && { days }) }));
/** Days on which the clocks of one of the zones are set, and others. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2036, 0) }),
  fc
    .tuple(fc.constantFrom(ZONES[0], ZONES[1], ZONES[4]), fc.integer({ min: -72, max: 24 }))
    .map(([zone, hours]) => {
      const start = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(zone);
      return (start.getTimeZoneTransition('next')?.epochMilliseconds ?? 0) + hours * HOUR_MS;
    }),
);

describe('nextAllowed', () => {
  const night = { fromMinute: 21 * 60, toMinute: 8 * 60 };
  it.each([
    [
      'is the instant itself outside quiet hours',
      '2026-07-01T12:00:00.123Z',
      [],
      [night],
      '2026-07-01T12:00:00.123Z',
    ],
    [
      'is the end of quiet hours before midnight',
      '2026-07-01T20:30:45Z',
      [],
      [night],
      '2026-07-02T07:00:00.000Z',
    ],
    [
      'is the end of quiet hours after midnight',
      '2026-07-02T06:59:59.999Z',
      [],
      [night],
      '2026-07-02T07:00:00.000Z',
    ],
    ['is the very end of quiet hours', '2026-07-02T07:00:00Z', [], [night], '2026-07-02T07:00:00.000Z'],
    [
      'waits an hour less where the clock is set forward',
      '2026-03-28T22:00:00Z',
      [],
      [night],
      '2026-03-29T07:00:00.000Z',
    ],
    [
      'waits an hour more where it is set back',
      '2026-10-24T20:00:00Z',
      [],
      [night],
      '2026-10-25T08:00:00.000Z',
    ],
    [
      'waits for the day of an allowed window',
      '2026-07-01T12:00:00Z',
      [{ days: ['sat'] as const, fromMinute: 22 * 60, toMinute: 2 * 60 }],
      [],
      '2026-07-04T21:00:00.000Z',
    ],
    [
      'is within a window that began the day before',
      '2026-07-05T00:59:00Z',
      [{ days: ['sat'] as const, fromMinute: 22 * 60, toMinute: 2 * 60 }],
      [],
      '2026-07-05T00:59:00.000Z',
    ],
    [
      'is a week later where the clock skips the window',
      '2026-03-28T12:00:00Z',
      [{ days: ['sun'] as const, fromMinute: 60, toMinute: 90 }],
      [],
      '2026-04-05T00:00:00.000Z',
    ],
    [
      'is the end of the gap where the clock skips the beginning of the window',
      '2026-03-28T12:00:00Z',
      [{ fromMinute: 90, toMinute: 180 }],
      [],
      '2026-03-29T01:00:00.000Z',
    ],
  ])('%s', (_, at, allowed, quiet, expected) => {
    expect(next(at, allowed, quiet, 'Europe/London')).toBe(expected);
  });

  it('is the first allowed instant, within the documented shift, in any zone and about any change of the clock', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.array(weeklyHours, { maxLength: 3 }),
        fc.array(weeklyHours, { maxLength: 2 }),
        instant,
        fc.constantFrom(...ZONES),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 5,
          maxLength: 5,
        }),
        (allowed, quiet, at, zone, parts) => {
          const compiled = compileSendWindows(allowed, quiet);
          if (!compiled.ok) return;
          const found = nextAllowed(at, compiled.windows, zone);
          expect(maySend(allowed, quiet, found, zone)).toBe(true);
          expect(found - at).toBeGreaterThanOrEqual(0);
          expect(found - at).toBeLessThanOrEqual(compiled.windows.maximalShiftMs);
          expect(nextAllowed(found, compiled.windows, zone)).toBe(found);
          if (found === at) return;
          held += 1;
          for (const before of [at, found - 1, ...parts.map((part) => at + Math.floor((found - at) * part))])
            expect(maySend(allowed, quiet, before, zone)).toBe(false);
        },
      ),
      { numRuns: 1500 },
    );
    expect(held).toBeGreaterThan(300);
  });

  it('takes microseconds, once a zone is known', () => {
    const windows = windowsOf([], [night]);
    const start = Date.UTC(2026, 0);
    for (let at = start; at < start + 366 * 24 * HOUR_MS; at += 24 * HOUR_MS)
      nextAllowed(at, windows, 'America/Nuuk');
    const calls = 100_000;
    const began = performance.now();
    let sum = 0;
    for (let call = 0; call < calls; call += 1)
      sum += nextAllowed(start + (call % 525_000) * MINUTE_MS, windows, 'America/Nuuk') - start;
    expect(sum).toBeGreaterThan(0);
    // Generous, for a machine that does other things; it is below one.
    expect(((performance.now() - began) / calls) * 1000).toBeLessThan(50);
  });
});

describe('compileSendWindows', () => {
  it('refuses quiet hours that leave no time', () => {
    expect(compileSendWindows([], [{ fromMinute: 0, toMinute: 1440 }])).toMatchObject({ ok: false });
    expect(
      compileSendWindows([{ fromMinute: 1300, toMinute: 60 }], [{ fromMinute: 1200, toMinute: 480 }]),
    ).toMatchObject({ ok: false });
  });

  it('never holds back where nothing is closed', () => {
    expect(windowsOf([], []).maximalShiftMs).toBe(0);
  });

  it('holds back for a night and a change of the clock at most', () => {
    expect(windowsOf([], [{ fromMinute: 21 * 60, toMinute: 8 * 60 }]).maximalShiftMs).toBe(
      (11 + 3) * HOUR_MS,
    );
  });

  it('holds back for two weeks, where the only hour of a week may be skipped', () => {
    const windows = windowsOf([{ days: ['sun'], fromMinute: 60, toMinute: 120 }], []);
    expect(windows.maximalShiftMs).toBe((2 * 167 + 3) * HOUR_MS);
  });
});
