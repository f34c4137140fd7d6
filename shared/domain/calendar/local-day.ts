import { DAY_MS, type Instant } from '../instant.ts';

const QUARTER_HOUR_MS = 900_000;
const HOUR_MS = 3_600_000;

interface ZoneOffsets {
  readonly format: Intl.DateTimeFormat;
  /** Offset of a whole UTC day, or NaN where it changes within the day. */
  readonly byDay: Map<number, number>;
  /** Offset of a quarter of an hour: no zone has changed its offset within one since 1970. */
  readonly byQuarter: Map<number, number>;
}

const zones = new Map<string, ZoneOffsets>();

/** Number of the local calendar day that `at` falls on in an IANA zone: days since 1970-01-01. Throws RangeError for an unknown zone. */
export function localDay(at: Instant, timeZone: string): number {
  if (timeZone === 'UTC') return Math.floor(at / DAY_MS);
  return Math.floor((at + offsetAt(at, timeZone)) / DAY_MS);
}

/** The hour, 0 to 23, that a clock in an IANA zone shows at `at`. Throws RangeError for an unknown zone. */
export const localHour = (at: Instant, timeZone: string): number =>
  Math.floor((((at + offsetAt(at, timeZone)) % DAY_MS) + DAY_MS) / HOUR_MS) % 24;

/** Whether the runtime knows the IANA zone. */
export function isKnownZone(timeZone: string): boolean {
  try {
    zoneOffsets(timeZone);
    return true;
  } catch {
    return false;
  }
}

function offsetAt(at: Instant, timeZone: string): number {
  const zone = zoneOffsets(timeZone);
  const day = Math.floor(at / DAY_MS);
  let offset = zone.byDay.get(day);
  if (offset === undefined) {
    const first = measureOffset(zone.format, day * DAY_MS);
    offset = first === measureOffset(zone.format, (day + 1) * DAY_MS) ? first : Number.NaN;
    zone.byDay.set(day, offset);
  }
  return Number.isNaN(offset) ? offsetOfQuarter(zone, Math.floor(at / QUARTER_HOUR_MS)) : offset;
}

function offsetOfQuarter(zone: ZoneOffsets, quarter: number): number {
  const known = zone.byQuarter.get(quarter);
  if (known !== undefined) return known;
  const offset = measureOffset(zone.format, quarter * QUARTER_HOUR_MS);
  zone.byQuarter.set(quarter, offset);
  return offset;
}

function zoneOffsets(timeZone: string): ZoneOffsets {
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zone = { format, byDay: new Map(), byQuarter: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

/** Local wall time read as if it were UTC, less the instant: the offset in milliseconds, positive east of Greenwich. */
function measureOffset(format: Intl.DateTimeFormat, at: Instant): number {
  const fields: Record<string, number> = {};
  for (const part of format.formatToParts(at)) fields[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
