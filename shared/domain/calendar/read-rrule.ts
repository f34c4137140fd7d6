import { DAY_MS } from '../instant.ts';
import { dayNumber } from './civil-date.ts';
import { firstDayFrom } from './day-search.ts';
import { instantOf, type LocalDateTime } from './local-time.ts';
import { recurrenceDays } from './rrule.ts';
import { type ReadRule, readRuleParts } from './rrule-parts.ts';
import type { ScheduleReading } from './schedule.ts';

/**
 * Reads a recurrence rule of RFC 5545 that starts at a local date and time, for example "FREQ=MONTHLY;BYDAY=-1FR": FREQ
 * (DAILY to YEARLY), INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, WKST, and COUNT or UNTIL. It happens at the time of day of its
 * start, by the customer's clock; the start is an occurrence only where it fits the rule.
 */
export function readRrule(text: string, start: LocalDateTime): ScheduleReading {
  const read = readRuleParts(text);
  if ('message' in read) return { ok: false, ...read };
  const pattern = recurrenceDays(read.rule, start);
  const startDay = dayNumber(start);
  const nextDay = (from: number) => firstDayFrom(Math.max(from, startDay), pattern);
  const first = nextDay(startDay);
  if (first === undefined) return { ok: false, message: 'no day ever fits this rule', position: 0 };
  const minuteOfDay = start.hour * 60 + start.minute;
  const lastDay = lastDayOf(read, minuteOfDay, first, nextDay);
  return {
    ok: true,
    schedule: {
      kind: 'recurring',
      nextDay: (from) => {
        if (from > lastDay) return undefined;
        const day = nextDay(from);
        return day !== undefined && day <= lastDay ? day : undefined;
      },
      minutesOfDay: [minuteOfDay],
      ...(read.until?.kind === 'utc' && { until: instantOf(read.until.at, 'UTC') }),
    },
  };
}

/** Days are the same in every zone, so a count comes to a last day once and for all. */
function lastDayOf(
  { count, until }: ReadRule,
  minuteOfDay: number,
  first: number,
  nextDay: (from: number) => number | undefined,
): number {
  if (count !== undefined) {
    let last = first;
    for (let counted = 1; counted < count; counted += 1) last = nextDay(last + 1) ?? last;
    return last;
  }
  if (until?.kind !== 'local') return Number.POSITIVE_INFINITY;
  const day = instantOf({ ...until.at, hour: 0, minute: 0 }, 'UTC') / DAY_MS;
  return until.at.hour * 60 + until.at.minute < minuteOfDay ? day - 1 : day;
}
