import { DAY_MS } from '../instant.ts';

/** A day of the Gregorian calendar, in no zone: months from 1, days from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days of the week in the order of ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Days from 1970-01-01 to a date, as `localDay` counts them; a month or day past its end runs on into the next. */
export const dayNumber = ({ year, month, day }: CivilDate): number =>
  Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);

/** The date that lies a number of days after 1970-01-01. */
export function civilDate(days: number): CivilDate {
  const date = new Date(days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of the week, 0 for Monday to 6 for Sunday, of a number of days since 1970-01-01, which was a Thursday. */
export const weekdayIndex = (days: number): number => (((days + 3) % 7) + 7) % 7;

/** How many days a month of the Gregorian calendar has, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether a year of the Gregorian calendar has a 29 February. */
export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
