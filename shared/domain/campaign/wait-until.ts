import { WEEKDAYS, type Weekday, weekdayIndex } from '../calendar/civil-date.ts';
import { localDay } from '../calendar/local-day.ts';
import { instantOnDay } from '../calendar/local-time.ts';
import type { EventData } from '../customer/event-data.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { WaitStep } from './campaign-rules.ts';

/** When a wait that begins `now` is over, told by the clock of a zone; `now` where there is nothing to wait for. */
export function waitUntil(step: WaitStep, now: Instant, entry: EventData, zone: string): Instant {
  switch (step.until) {
    case 'passed':
      return now + step.ms;
    case 'event':
      return now + step.withinMs;
    case 'local-time':
      return nextLocalTime(now, step.minuteOfDay, step.days ?? WEEKDAYS, zone);
    case 'date': {
      const date = Date.parse(String(entry[step.field] ?? ''));
      if (Number.isNaN(date)) return now;
      if (step.minuteOfDay === undefined) return Math.max(now, date + step.offsetDays * DAY_MS);
      const day = localDay(date, zone) + step.offsetDays;
      return Math.max(now, instantOnDay(day, step.minuteOfDay, zone) ?? now);
    }
  }
}

/** The first time, `now` or later, that a clock shows a minute of the day on one of the days. */
function nextLocalTime(now: Instant, minuteOfDay: number, days: readonly Weekday[], zone: string): Instant {
  const today = localDay(now, zone);
  // Eight days hold each weekday's next time, and one more a day that the clock skips.
  for (let day = today; day <= today + 15; day += 1) {
    const weekday = WEEKDAYS[weekdayIndex(day)];
    if (weekday === undefined || !days.includes(weekday)) continue;
    const at = instantOnDay(day, minuteOfDay, zone);
    if (at !== undefined && at >= now) return at;
  }
  return now;
}
