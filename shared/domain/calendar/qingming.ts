import { dayNumber } from './civil-date.ts';

const MEAN_TERM_DAYS = 0.2422;
const CENTURY_CONSTANT = 4.81;

/**
 * Qingming (the sun at 15 degrees, Beijing time) of a year from 2001 to 2099, in days since 1970-01-01: the day of April is
 * floor(0.2422 y + 4.81) - floor(y / 4) of the last two digits y. Undefined in other years, for which the constant is another.
 */
export function qingming(year: number): number | undefined {
  if (year < 2001 || year > 2099) return undefined;
  const y = year - 2000;
  return dayNumber({
    year,
    month: 4,
    day: Math.floor(y * MEAN_TERM_DAYS + CENTURY_CONSTANT) - Math.floor(y / 4),
  });
}
