import { DAY_MS, type Instant } from '../instant.ts';
import { weekdayIndex } from './civil-date.ts';
import { DAY_MINUTES, type SendWindows } from './send-windows.ts';
import { clockChange, offsetAt } from './zone-offset.ts';

const MINUTE_MS = 60_000;

/**
 * The first instant at or after `at` when one may send by the clock of an IANA zone: `at` itself if one may, and never more
 * than `windows.maximalShiftMs` later. An hour that the clock shows twice is both times what it is once. Throws RangeError
 * for an unknown zone.
 */
export function nextAllowed(at: Instant, windows: SendWindows, timeZone: string): Instant {
  for (let from = at; ; ) {
    const reading = from + offsetAt(from, timeZone);
    const day = Math.floor(reading / DAY_MS);
    const sinceMidnight = reading - day * DAY_MS;
    const minute = weekdayIndex(day) * DAY_MINUTES + Math.floor(sinceMidnight / MINUTE_MS);
    const wait = windows.opensIn[minute] ?? 0;
    if (wait === 0) return from;
    const opens = from + wait * MINUTE_MS - (sinceMidnight % MINUTE_MS);
    const change = clockChange(from, opens, timeZone);
    if (change === undefined) return opens;
    // All is closed up to where the clock is set, and what it shows from there on decides.
    from = change;
  }
}
