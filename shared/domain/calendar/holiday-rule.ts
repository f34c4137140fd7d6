import { ANNOUNCED_DATES } from './announced-dates.ts';
import { dayOfChineseDate } from './chinese-date.ts';
import { dayNumber, type Weekday } from './civil-date.ts';
import { easterSunday } from './easter.ts';
import { nthWeekday } from './nth-weekday.ts';
import { qingming } from './qingming.ts';

/** Which days of a Gregorian year a holiday falls on; mostly one. */
export type HolidayRule =
  | { readonly kind: 'date'; readonly month: number; readonly day: number }
  | {
      readonly kind: 'weekday';
      readonly month: number;
      readonly weekday: Weekday;
      /** From -1, the last one, it counts backwards. */
      readonly nth: number;
      /** So many days after that weekday. */
      readonly plusDays?: number;
    }
  /** So many days after Easter Sunday of the western churches. */
  | { readonly kind: 'easter'; readonly plusDays: number }
  /** A date of the Chinese calendar, in its ordinary month. */
  | { readonly kind: 'chinese'; readonly month: number; readonly day: number }
  | { readonly kind: 'qingming' }
  | { readonly kind: 'announced'; readonly name: keyof typeof ANNOUNCED_DATES }
  /** The shop's own, as YYYY-MM-DD. */
  | { readonly kind: 'dates'; readonly dates: readonly string[] };

/** The days, since 1970-01-01, that a rule gives for a Gregorian year; none where the year is beyond what is known. */
export function holidayDays(rule: HolidayRule, year: number): readonly number[] {
  switch (rule.kind) {
    case 'date':
      return [dayNumber({ year, month: rule.month, day: rule.day })];
    case 'weekday':
      return [nthWeekday(year, rule.month, rule.weekday, rule.nth) + (rule.plusDays ?? 0)];
    case 'easter':
      return [easterSunday(year) + rule.plusDays];
    case 'chinese':
      return known(dayOfChineseDate({ year, month: rule.month, day: rule.day, isLeapMonth: false }));
    case 'qingming':
      return known(qingming(year));
    case 'announced':
      return (ANNOUNCED_DATES[rule.name][year] ?? []).map((date) => {
        const [month = 1, day = 1] = date.split('-').map(Number);
        return dayNumber({ year, month, day });
      });
    case 'dates':
      return rule.dates
        .map((date) => {
          const [ofYear = 0, month = 1, day = 1] = date.split('-').map(Number);
          return { year: ofYear, month, day };
        })
        .filter((date) => date.year === year)
        .map(dayNumber);
  }
}

const known = (day: number | undefined): readonly number[] => (day === undefined ? [] : [day]);
