import { dayNumber } from './civil-date.ts';

/** A year of the Chinese calendar, numbered as the Gregorian year that it begins in. */
export interface ChineseYear {
  /** Its first day, in days since 1970-01-01. */
  readonly firstDay: number;
  /** 29 or 30 of each month, in order; the leap month comes after the one that it repeats. */
  readonly monthDays: readonly number[];
  /** The month that is followed by a leap month, 0 for none. */
  readonly leapMonth: number;
}

/**
 * Ten years a line from 1901 on, as Hong Kong Observatory's conversion tables and GB/T 33661-2017 have them; each is the
 * leap month and then thirteen bits, from the first month down, 1 for one of 30 days. A table, since what is computed at
 * hand is not sure enough: a new moon minutes from midnight makes a day's difference, and ICU's `chinese` calendar (78)
 * begins the years 2027 and 2030 on 7 and 2 February instead of 6 and 3.
 */
const PACKED_YEARS = [
  '0095c 014ae 50a4d 01a4c 01b2a 40d55 00ad4 0135a 2095d 0095c',
  '6149b 0149a 01a4a 51aa5 016a8 01ad4 212da 012b6 70937 0092e',
  '01496 5164b 00d4a 00da8 415b5 0056c 012ae 2092f 0092e 60c96',
  '01a94 01d4a 50da9 00b5a 0056c 3126e 0125c 7192d 0192a 01a94',
  '61b4a 016aa 00ad4 4155b 004ba 0125a 2192b 0152a 71695 00d94',
  '016aa 50ab5 009b4 014b6 30a57 00a56 8152a 01d2a 00d54 615aa',
  '0156a 0096c 414ae 014ae 00a4c 31d26 01b2a 70b55 00ad4 012da',
  '5095d 0095a 0149a 41a4d 01a4a 81aa5 016a8 016d4 612da 012b6',
  '00936 41497 01496 a164b 00d4a 00da8 615b4 0156c 012ae 5092f',
  '0092e 00c96 30d4a 01d4a 80d65 00b58 0156c 5126d 0125c 0192c',
  '41a95 01a94 01b4a 20b55 00ad4 7155b 004ba 0125a 5192b 0152a',
  '01694 416aa 015aa 90ab5 00974 014b6 60a57 00a56 01526 40e95',
  '00d54 015aa 209b5 0096c 614ae 0149c 01a4c 51d26 01aa6 00b54',
  '30d6a 012da b095d 0095a 0149a 61a4b 01a4a 01aa4 51b54 016b4',
  '00ada 2095b 00936 71497 01496 0154a 516a5 00da4 015b4 30ab6',
  '0126e 8092f 0092e 00c96 60d4a 01d4a 00d64 4156c 0155c 0125c',
  '3192e 0192c 71a95 01a94 01b4a 50b55 00ad4 014da 40a5d 00a5a',
  '8152b 0152a 01694 616aa 015aa 00ab4 414ba 014b6 00a56 31527',
  '00d26 70e53 00d54 015aa 509b5 0096c 014ae 40a4e 01a2c 81d26',
  '01aa4 01b54 60d6a 00ada 0095c 4149d 0145a 01a2a 21b25 01aa4',
];
const FIRST_YEAR = 1901;

const chineseYears = new Map<number, ChineseYear>();
let firstDay = dayNumber({ year: FIRST_YEAR, month: 2, day: 19 });
for (const [index, packed] of PACKED_YEARS.flatMap((line) => line.split(' ')).entries()) {
  const leapMonth = Number.parseInt(packed.slice(0, 1), 16);
  const bits = Number.parseInt(packed.slice(1), 16);
  const months = leapMonth === 0 ? 12 : 13;
  const monthDays = Array.from({ length: months }, (_, month) => 29 + ((bits >> (12 - month)) & 1));
  chineseYears.set(FIRST_YEAR + index, { firstDay, monthDays, leapMonth });
  firstDay += monthDays.reduce((sum, days) => sum + days, 0);
}

/** The year of the Chinese calendar that begins in a Gregorian year; undefined outside 1901 to 2100. */
export const chineseYear = (year: number): ChineseYear | undefined => chineseYears.get(year);
