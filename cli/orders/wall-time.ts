import { Temporal } from 'temporal-polyfill';
import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

/** Turns a wall clock's reading, written as if it were UTC (`Date.UTC(...)`), into the instant it stands for. */
export type WallClock = (reading: number) => Instant;

function instantOf(reading: number, zone: string): Instant {
  const dateTime = Temporal.Instant.fromEpochMilliseconds(reading)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
  // 'compatible' (RFC 5545, 3.3.5): a time that the clock repeats is its first, one that it skips moves on by the gap.
  return dateTime.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/**
 * The wall clock of an IANA zone. Offsets are kept per local day, and worked out anew within the days on which they change.
 *
 * @throws PerennialError ORDERS.UNKNOWN_TIME_ZONE
 */
export function wallClockIn(zone: string): WallClock {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (cause) {
    throw new PerennialError('ORDERS.UNKNOWN_TIME_ZONE', {
      message: `"${zone}" is not a known time zone. Use an IANA name such as "Europe/London" or "Asia/Shanghai".`,
      cause,
    });
  }
  /** By local day: the offset that holds all day, or undefined where it changes. */
  const offsets = new Map<number, number | undefined>();
  const offsetOf = (day: number): number | undefined => {
    if (!offsets.has(day)) {
      const starts = day * DAY_MS;
      const offset = starts - instantOf(starts, zone);
      const changes = starts + DAY_MS - instantOf(starts + DAY_MS, zone) !== offset;
      offsets.set(day, changes ? undefined : offset);
    }
    return offsets.get(day);
  };
  return (reading) => {
    const offset = offsetOf(Math.floor(reading / DAY_MS));
    return offset === undefined ? instantOf(reading, zone) : reading - offset;
  };
}
