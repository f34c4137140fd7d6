import { dayOfChineseDate, daysInChineseMonth } from './chinese-date.ts';
import { dayNumber, isLeapYear } from './civil-date.ts';

/** A day that comes round every year: a birthday, the day of a wedding. */
export type Anniversary =
  | {
      readonly calendar: 'gregorian';
      readonly month: number;
      readonly day: number;
      /** Where a 29 February is kept in a year that has none: 28 February unless said otherwise. */
      readonly leapDay?: 'february-28' | 'march-1';
    }
  /** Kept in the ordinary month, whether or not it was a leap month; a 30th, in a month of 29 days, on the 29th. */
  | { readonly calendar: 'chinese'; readonly month: number; readonly day: number };

/**
 * The day, since 1970-01-01, on which an anniversary is kept in a year; a year of the Chinese calendar may end in the
 * Gregorian year after it. Undefined for one of the Chinese calendar outside 1901 to 2100.
 */
export function anniversaryIn(year: number, anniversary: Anniversary): number | undefined {
  const { month, day } = anniversary;
  if (anniversary.calendar === 'chinese') {
    const days = daysInChineseMonth(year, month);
    return days && dayOfChineseDate({ year, month, day: Math.min(day, days), isLeapMonth: false });
  }
  if (month !== 2 || day !== 29 || isLeapYear(year)) return dayNumber({ year, month, day });
  // 1 March is what a 29 February runs on into.
  return dayNumber({ year, month, day: anniversary.leapDay === 'march-1' ? 29 : 28 });
}
