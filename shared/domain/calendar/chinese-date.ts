import { chineseYear } from './chinese-years.ts';
import { civilDate } from './civil-date.ts';

/** A day of the Chinese calendar: months 1 to 12, days 1 to 30. */
export interface ChineseDate {
  /** The Gregorian year in which its year begins. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Whether the month is the second of two of one number. */
  readonly isLeapMonth: boolean;
}

/** How many days an ordinary month of the Chinese calendar has, 29 or 30; undefined outside 1901 to 2100. */
export function daysInChineseMonth(year: number, month: number): number | undefined {
  const found = chineseYear(year);
  return found?.monthDays[placeOf(month, false, found.leapMonth)];
}

/**
 * The day, since 1970-01-01, of a date of the Chinese calendar; undefined where there is none such, or outside 1901 to 2100.
 */
export function dayOfChineseDate({ year, month, day, isLeapMonth }: ChineseDate): number | undefined {
  const found = chineseYear(year);
  if (found === undefined || (isLeapMonth && found.leapMonth !== month)) return undefined;
  const place = placeOf(month, isLeapMonth, found.leapMonth);
  if (day < 1 || day > (found.monthDays[place] ?? 0)) return undefined;
  let first = found.firstDay;
  for (const days of found.monthDays.slice(0, place)) first += days;
  return first + day - 1;
}

/** The date in the Chinese calendar of a day since 1970-01-01; undefined outside its years 1901 to 2100. */
export function chineseDateOf(days: number): ChineseDate | undefined {
  const { year: gregorian } = civilDate(days);
  const year =
    days < (chineseYear(gregorian)?.firstDay ?? Number.POSITIVE_INFINITY) ? gregorian - 1 : gregorian;
  const found = chineseYear(year);
  if (found === undefined) return undefined;
  let rest = days - found.firstDay;
  for (const [place, monthDays] of found.monthDays.entries()) {
    if (rest < monthDays) {
      const isAfterLeap = found.leapMonth > 0 && place >= found.leapMonth;
      const isLeapMonth = isAfterLeap && place === found.leapMonth;
      return { year, month: isAfterLeap ? place : place + 1, day: rest + 1, isLeapMonth };
    }
    rest -= monthDays;
  }
  return undefined;
}

/** Where a month stands among the months of its year, from 0. */
const placeOf = (month: number, isLeapMonth: boolean, leapMonth: number): number =>
  leapMonth > 0 && (month > leapMonth || isLeapMonth) ? month : month - 1;
