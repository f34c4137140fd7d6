import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../../shared/domain/calendar/civil-date.ts';
import { localDay } from '../../../../shared/domain/calendar/local-day.ts';
import { nextAllowed } from '../../../../shared/domain/calendar/next-allowed.ts';
import { nextOccurrence } from '../../../../shared/domain/calendar/next-occurrence.ts';
import { readCron } from '../../../../shared/domain/calendar/read-cron.ts';
import type { Schedule } from '../../../../shared/domain/calendar/schedule.ts';
import { compileSendWindows, type SendWindows } from '../../../../shared/domain/calendar/send-windows.ts';
import { DAY_MS, type Instant } from '../../../../shared/domain/instant.ts';

const FIRST_DAY = Date.UTC(2024, 0, 1) / DAY_MS;
const LAST_DAY = Date.UTC(2035, 11, 31) / DAY_MS;
const QUIET_FROM = 21 * 60;
const QUIET_TO = 8 * 60;

/** What a wall clock shows, asked of Intl anew: nothing of what is under test is used. */
function wallClock(zone: string): (at: Instant) => { readonly day: number; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = format.format(at).split(/\D+/).map(Number);
    return { day: Date.UTC(year, month - 1, day) / DAY_MS, minute: hour * 60 + minute };
  };
}

const isQuiet = (minute: number): boolean => minute >= QUIET_FROM || minute < QUIET_TO;

function scheduleOf(text: string): Schedule {
  const read = readCron(text);
  if (!read.ok) throw new Error(read.message);
  return read.schedule;
}

function quietNights(): SendWindows {
  const compiled = compileSendWindows([], [{ fromMinute: QUIET_FROM, toMinute: QUIET_TO }]);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.windows;
}

describe.each([
  ['00:00', '0 0 * * *', 0],
  ['02:30', '30 2 * * *', 150],
  ['09:00', '0 9 * * *', 540],
  ['23:59', '59 23 * * *', 1439],
])('a daily message of %s, in every zone, from 2024 to 2035', (_, cron, minuteOfDay) => {
  it('is due once on each local day, sent outside quiet hours, and held back no longer than is said', () => {
    const schedule = scheduleOf(cron);
    const windows = quietNights();
    const zones = Intl.supportedValuesOf('timeZone');
    let shifted = 0;
    let looked = 0;
    for (const zone of zones) {
      const clock = wallClock(zone);
      let day = FIRST_DAY;
      let due = nextOccurrence(schedule, FIRST_DAY * DAY_MS - 2 * DAY_MS, zone) ?? 0;
      while (localDay(due, zone) < FIRST_DAY) due = nextOccurrence(schedule, due, zone) ?? Number.NaN;
      let lastDue = Number.NEGATIVE_INFINITY;
      let lastSent = Number.NEGATIVE_INFINITY;
      for (; day <= LAST_DAY; day += 1) {
        const next = nextOccurrence(schedule, due, zone) ?? Number.NaN;
        const sent = nextAllowed(due, windows, zone);
        const where = () => `${zone} ${JSON.stringify(civilDate(day))}`;
        if (!(next > due && sent >= due && sent >= lastSent && sent - due <= windows.maximalShiftMs))
          expect.fail(`${where()}: due ${due}, next ${next}, sent ${sent}, last ${lastSent}`);
        // Where the clock is set thereabouts, and on eight days of each year.
        if (next - due !== DAY_MS || due - lastDue !== DAY_MS || day % 45 === 0) {
          looked += 1;
          const shown = clock(due);
          if (shown.day !== day) expect.fail(`${where()}: due on another day, ${JSON.stringify(shown)}`);
          if (shown.minute !== minuteOfDay) {
            shifted += 1;
            // The clock skips the time: the minute before is another day's or before the gap, or the minute after is past it.
            const [before, after] = [clock(due - 60_000), clock(due + 60_000)];
            const isGap = before.minute < minuteOfDay || before.day < day || after.day > day;
            const leaps = after.minute !== shown.minute + 1 || shown.minute !== (before.minute + 1) % 1440;
            if (!isGap || !leaps) expect.fail(`${where()}: shows ${shown.minute} without a gap`);
          }
          if (isQuiet(clock(sent).minute)) expect.fail(`${where()}: sent in quiet hours, ${sent}`);
          if (sent > due && !isQuiet(clock(sent - 1).minute))
            expect.fail(`${where()}: held back too long, ${sent}`);
        }
        lastDue = due;
        lastSent = sent;
        due = next;
      }
    }
    expect(looked).toBeGreaterThan(zones.length * 95);
    expect(shifted > 0).toBe(minuteOfDay !== 540);
  });
});
