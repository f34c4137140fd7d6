import { type CivilDate, dayNumber } from './civil-date.ts';

/**
 * Easter Sunday of the western churches in a Gregorian year, in days since 1970-01-01: the "anonymous" algorithm (Nature,
 * 20 April 1876; Butcher 1877; Meeus, Astronomical Algorithms, chapter 8), right for every year from 1583.
 */
export function easterSunday(year: number): number {
  const cycle = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * cycle + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((cycle + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  const date: CivilDate = { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 };
  return dayNumber(date);
}
