import { dayNumber, WEEKDAYS, type Weekday, weekdayIndex } from './civil-date.ts';

/**
 * The nth weekday of a month, in days since 1970-01-01; from -1, the last one, it counts backwards. A fifth that the month does
 * not have is the first of the next.
 */
export function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): number {
  const wanted = WEEKDAYS.indexOf(weekday);
  if (nth > 0) {
    const first = dayNumber({ year, month, day: 1 });
    return first + ((wanted - weekdayIndex(first) + 7) % 7) + (nth - 1) * 7;
  }
  const last = dayNumber({ year, month: month + 1, day: 0 });
  return last - ((weekdayIndex(last) - wanted + 7) % 7) + (nth + 1) * 7;
}
