import type { Instant } from '../instant.ts';
import { type Anniversary, anniversaryIn } from './anniversary.ts';
import { civilDate } from './civil-date.ts';
import { localDay } from './local-day.ts';
import { instantOnDay } from './local-time.ts';

/**
 * The next time after `after`, strictly, that it is a minute of the day (0 to 1439), so many days from an anniversary, in an IANA
 * zone; undefined where a lunar one would fall beyond the year 2100. Throws RangeError for an unknown zone.
 */
export function nextAnniversary(
  after: Instant,
  anniversary: Anniversary,
  timeZone: string,
  minuteOfDay: number,
  offsetDays = 0,
): Instant | undefined {
  const earliest = localDay(after, timeZone) - offsetDays;
  const { year } = civilDate(earliest);
  // A lunar one of the year before may be yet to come.
  for (let candidate = year - 1; candidate <= year + 1; candidate += 1) {
    const day = anniversaryIn(candidate, anniversary);
    if (day === undefined || day < earliest) continue;
    const at = instantOnDay(day + offsetDays, minuteOfDay, timeZone);
    if (at !== undefined && at > after) return at;
  }
  return undefined;
}
