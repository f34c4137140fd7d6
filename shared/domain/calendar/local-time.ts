import { DAY_MS, type Instant } from '../instant.ts';
import { type CivilDate, dayNumber } from './civil-date.ts';
import { localDay } from './local-day.ts';
import { clockChange, offsetAt } from './zone-offset.ts';

/** What a calendar and a clock on the wall show; hours 0 to 23. */
export interface LocalDateTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
}

/** Clocks are at most 12 hours behind UTC and 14 ahead of it; a day and a bit is beyond any of them. */
const BEYOND_ANY_OFFSET_MS = 93_600_000;
const MINUTE_MS = 60_000;

/**
 * The instant at which clocks in an IANA zone show a local time. A time that the clock repeats is the first of the two; one
 * that it skips is the first instant after the gap (RFC 5545, 3.3.5, would move it on by the length of the gap: into the
 * next hour, and past what was asked for). Throws RangeError for an unknown zone.
 */
export const instantOf = (local: LocalDateTime, timeZone: string): Instant =>
  instantOfReading(dayNumber(local) * DAY_MS + (local.hour * 60 + local.minute) * MINUTE_MS, timeZone);

/**
 * The instant at which a local day, in days since 1970-01-01, has come to a minute of the day, 0 to 1439: `instantOf`,
 * except that it never leaves the day. Where the clock skips the end of the day (Nuuk, every March), it is the last minute
 * before the gap; undefined where it skips the whole day (Apia, 2011-12-30).
 */
export function instantOnDay(day: number, minuteOfDay: number, timeZone: string): Instant | undefined {
  const at = instantOfReading(day * DAY_MS + minuteOfDay * MINUTE_MS, timeZone);
  if (localDay(at, timeZone) === day) return at;
  return localDay(at - MINUTE_MS, timeZone) === day ? at - MINUTE_MS : undefined;
}

/** `reading` is the local time as if it were UTC. Within two days of it the clock is set once at most. */
function instantOfReading(reading: number, timeZone: string): Instant {
  const before = offsetAt(reading - BEYOND_ANY_OFFSET_MS, timeZone);
  const after = offsetAt(reading + BEYOND_ANY_OFFSET_MS, timeZone);
  const first = reading - before;
  if (before === after) return first;
  const change = clockChange(reading - BEYOND_ANY_OFFSET_MS, reading + BEYOND_ANY_OFFSET_MS, timeZone);
  if (change === undefined || first < change) return first;
  return Math.max(reading - after, change);
}
