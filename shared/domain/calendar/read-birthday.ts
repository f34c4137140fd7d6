import type { Anniversary } from './anniversary.ts';
import { daysInMonth } from './civil-date.ts';

/**
 * The Gregorian anniversary of "1990-02-28", or "--02-28" where the year is not known; undefined where there is no such day.
 */
export function readBirthday(text: string): Extract<Anniversary, { calendar: 'gregorian' }> | undefined {
  const match = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, year, monthText, dayText] = match;
  const [month, day] = [Number(monthText), Number(dayText)];
  // Of an unknown year: one that has all the days there are.
  const longest = daysInMonth(year === '-' ? 2000 : Number(year), month);
  if (month < 1 || month > 12 || day < 1 || day > longest) return undefined;
  return { calendar: 'gregorian', month, day };
}
