import type { Instant } from '../../shared/domain/instant.ts';
import type { WallClock } from './wall-time.ts';

const isoLike =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/i;
const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** A reading as if it were UTC; undefined where there is no such date or time, or before 1970. */
function readingOf(parts: readonly (string | undefined)[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const reading = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(reading);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return isReal && minute < 60 && second < 60 && reading >= 0 ? reading : undefined;
}

function offsetMs(zone: string): number {
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/**
 * Reads a date or a date and time, with a zone ("2025-05-11T09:55:16Z", "2025-05-11 09:55:16 -0400") or without
 * ("2025-05-11", "2025/05/11 09:55"), in which case the clock says what it means. A date alone is its midnight.
 *
 * @returns undefined where the text is not such a date, or names a day or time that there is not
 */
export function parseInstant(text: string, clock: WallClock): Instant | undefined {
  const match = isoLike.exec(text.trim());
  if (match === null) {
    return undefined;
  }
  const [, year, , month, day, hour, minute, second, fraction, zone] = match;
  const whole = readingOf([year, month, day, hour, minute, second]);
  if (whole === undefined) {
    return undefined;
  }
  const reading = whole + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return zone === undefined ? clock(reading) : reading - offsetMs(zone);
}

/** Reads the month-first dates of a US spreadsheet ("12/1/2010 8:26"); only for formats known to hold them. */
export function parseMonthFirst(text: string, clock: WallClock): Instant | undefined {
  const match = monthFirst.exec(text.trim());
  if (match === null) {
    return undefined;
  }
  const [, month, day, year, hour, minute, second] = match;
  const reading = readingOf([year, month, day, hour, minute, second]);
  return reading === undefined ? undefined : clock(reading);
}
