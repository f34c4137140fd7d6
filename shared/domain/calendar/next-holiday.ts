import type { Instant } from '../instant.ts';
import { civilDate } from './civil-date.ts';
import { type HolidayRule, holidayDays } from './holiday-rule.ts';
import { localDay } from './local-day.ts';
import { instantOnDay } from './local-time.ts';

/** A day that is told by a holiday: -7 is a week before it. */
export interface HolidayMoment {
  readonly rule: HolidayRule;
  readonly offsetDays: number;
  /** 0 to 1439. */
  readonly minuteOfDay: number;
}

/**
 * The next time after `after`, strictly, that it is a minute of the day, so many days from a holiday, in an IANA zone;
 * undefined where the next one is not known (the announced holidays after 2035). Throws RangeError for an unknown zone.
 */
export function nextHoliday(
  after: Instant,
  { rule, offsetDays, minuteOfDay }: HolidayMoment,
  timeZone: string,
): Instant | undefined {
  const { year } = civilDate(localDay(after, timeZone) - offsetDays);
  for (const candidate of [year - 1, year, year + 1]) {
    for (const day of holidayDays(rule, candidate)) {
      const at = instantOnDay(day + offsetDays, minuteOfDay, timeZone);
      if (at !== undefined && at > after) return at;
    }
  }
  return undefined;
}
