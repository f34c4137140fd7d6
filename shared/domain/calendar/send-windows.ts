import { WEEKDAYS, type Weekday } from './civil-date.ts';

/** Some hours of the week by the local clock, from a minute of the day up to, not including, another. */
export interface WeeklyHours {
  /** The days that they begin on; every day where it is not given. */
  readonly days?: readonly Weekday[];
  /** 0 to 1439. */
  readonly fromMinute: number;
  /** 0 to 1440. Not after `fromMinute`, it is one of the next day. */
  readonly toMinute: number;
}

/** When messages may be sent, by the local clock. */
export interface SendWindows {
  /** By minute of the week, from Monday 00:00 on: how many minutes later one may send, 0 for at once. */
  readonly opensIn: Uint16Array;
  /** The longest that a message is ever held back. */
  readonly maximalShiftMs: number;
}

export const DAY_MINUTES = 1440;
const WEEK_MINUTES = 10_080;
/** No clock is set by more, but where a whole day is left out (Apia, 2011). Casey's, 2023, is the largest of late. */
const MOST_CLOCK_CHANGE_MINUTES = 180;
const MINUTE_MS = 60_000;

/**
 * Works out when one may send: within one of the allowed hours, or at any time where there are none, and never in quiet
 * hours. The longest wait is the longest closed stretch of a week and three hours for a clock that is set back in it; where
 * some open stretch is itself no longer than three hours, so that a clock set forward may skip it, two closed stretches. A
 * value with the reason where nothing is left to send in.
 */
export function compileSendWindows(
  allowed: readonly WeeklyHours[],
  quiet: readonly WeeklyHours[],
): { readonly ok: true; readonly windows: SendWindows } | { readonly ok: false; readonly message: string } {
  const isOpen = new Uint8Array(WEEK_MINUTES).fill(allowed.length === 0 ? 1 : 0);
  for (const hours of allowed) fillHours(isOpen, hours, 1);
  for (const hours of quiet) fillHours(isOpen, hours, 0);
  if (!isOpen.includes(1))
    return { ok: false, message: 'the quiet hours leave no time of the week to send in' };
  const opensIn = new Uint16Array(WEEK_MINUTES);
  let shortestOpen = Number.POSITIVE_INFINITY;
  let longestClosed = 0;
  let open = 0;
  // Backwards through two weeks, so that what comes after Sunday is known, and stretches over its end are whole.
  for (let left = 2 * WEEK_MINUTES - 1; left >= 0; left -= 1) {
    const minute = left % WEEK_MINUTES;
    if (isOpen[minute] === 1) {
      open += 1;
      opensIn[minute] = 0;
      continue;
    }
    if (open > 0 && left < WEEK_MINUTES) shortestOpen = Math.min(shortestOpen, open);
    open = 0;
    opensIn[minute] = (opensIn[(minute + 1) % WEEK_MINUTES] ?? 0) + 1;
    if (left < WEEK_MINUTES) longestClosed = Math.max(longestClosed, opensIn[minute] ?? 0);
  }
  const closedTwice = shortestOpen <= MOST_CLOCK_CHANGE_MINUTES ? longestClosed : 0;
  const isAlways = longestClosed === 0;
  const shift = isAlways ? 0 : longestClosed + closedTwice + MOST_CLOCK_CHANGE_MINUTES;
  return { ok: true, windows: { opensIn, maximalShiftMs: shift * MINUTE_MS } };
}

function fillHours(isOpen: Uint8Array, { days, fromMinute, toMinute }: WeeklyHours, value: 0 | 1): void {
  const length = toMinute > fromMinute ? toMinute - fromMinute : toMinute - fromMinute + DAY_MINUTES;
  for (const day of days ?? WEEKDAYS) {
    const start = WEEKDAYS.indexOf(day) * DAY_MINUTES + fromMinute;
    for (let minute = start; minute < start + length; minute += 1) isOpen[minute % WEEK_MINUTES] = value;
  }
}
