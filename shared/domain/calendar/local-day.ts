import { DAY_MS, type Instant } from '../instant.ts';
import { offsetAt } from './zone-offset.ts';

const HOUR_MS = 3_600_000;

/**
 * Number of the local calendar day that `at` falls on in an IANA zone: days since 1970-01-01. Throws RangeError for an
 * unknown zone.
 */
export const localDay = (at: Instant, timeZone: string): number =>
  Math.floor((at + offsetAt(at, timeZone)) / DAY_MS);

/** The hour, 0 to 23, that a clock in an IANA zone shows at `at`. Throws RangeError for an unknown zone. */
export const localHour = (at: Instant, timeZone: string): number =>
  Math.floor((((at + offsetAt(at, timeZone)) % DAY_MS) + DAY_MS) / HOUR_MS) % 24;

/** Whether the runtime knows the IANA zone. */
export function isKnownZone(timeZone: string): boolean {
  try {
    offsetAt(0, timeZone);
    return true;
  } catch {
    return false;
  }
}
