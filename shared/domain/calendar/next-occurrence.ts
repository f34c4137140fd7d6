import { DAY_MS, type Instant } from '../instant.ts';
import { dayNumber } from './civil-date.ts';
import { instantOf, instantOnDay } from './local-time.ts';
import type { Schedule } from './schedule.ts';
import { offsetAt } from './zone-offset.ts';

const MINUTE_MS = 60_000;

/**
 * The first time after `after`, strictly, that a schedule happens in an IANA zone; undefined where it does not any more.
 * Each local time happens once: the first of two that the clock shows it, and, where the clock skips it, at the end of the
 * gap or, if that is another day, in the last minute before it. Times that come to one instant happen together. Throws
 * RangeError for an unknown zone.
 */
export function nextOccurrence(schedule: Schedule, after: Instant, timeZone: string): Instant | undefined {
  if (schedule.kind === 'once') {
    const { at: local } = schedule;
    const onDay = instantOnDay(dayNumber(local), local.hour * 60 + local.minute, timeZone);
    const at = onDay ?? instantOf(local, timeZone);
    return at > after ? at : undefined;
  }
  const { nextDay, minutesOfDay, until = Number.POSITIVE_INFINITY } = schedule;
  const reading = after + offsetAt(after, timeZone);
  const today = Math.floor(reading / DAY_MS);
  // Instants go up with local times, so none up to what the clock shows now lies after now.
  const passed = Math.floor((reading - today * DAY_MS) / MINUTE_MS);
  const first = (minutesOfDay.at(-1) ?? 0) > passed ? today : today + 1;
  for (let day = nextDay(first); day !== undefined; day = nextDay(day + 1)) {
    for (const minute of minutesOfDay) {
      if (day === today && minute <= passed) continue;
      const at = instantOnDay(day, minute, timeZone);
      if (at !== undefined && at > after) return at <= until ? at : undefined;
    }
  }
  return undefined;
}
