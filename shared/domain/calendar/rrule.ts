import { type CivilDate, dayNumber, daysInMonth, weekdayIndex } from './civil-date.ts';
import type { DayPattern } from './day-search.ts';

/** The part of a recurrence rule (RFC 5545, 3.3.10) that tells its days. */
export interface RecurrenceRule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly months: readonly number[];
  /** From -1, the last day of the month, they count backwards. */
  readonly monthDays: readonly number[];
  /** Monday is 0; `nth` of the month or year, from -1 backwards, 0 for every one. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
  /** The day that weeks begin with, Monday 0; matters every other week or less. */
  readonly weekStart: number;
}

/** The days of a rule that starts on a date, which itself is one only where it fits the rule. */
export function recurrenceDays(rule: RecurrenceRule, start: CivilDate): DayPattern {
  const { frequency, interval } = rule;
  const { months, monthDays, weekdays } = withStart(rule, start);
  const startDay = dayNumber(start);
  const startMonth = start.year * 12 + start.month;
  const weekOf = (days: number): number => Math.floor((days + 3 - rule.weekStart) / 7);
  const startWeek = weekOf(startDay);
  const isInYear = frequency === 'YEARLY' && rule.months.length === 0;
  return {
    hasDaysIn: (year, month) => {
      if (months.length > 0 && !months.includes(month)) return false;
      if (frequency === 'YEARLY') return (year - start.year) % interval === 0;
      return frequency !== 'MONTHLY' || (year * 12 + month - startMonth) % interval === 0;
    },
    isOn: (date, days) => {
      if (days < startDay) return false;
      if (frequency === 'DAILY' && (days - startDay) % interval !== 0) return false;
      if (frequency === 'WEEKLY' && (weekOf(days) - startWeek) % interval !== 0) return false;
      if (monthDays.length > 0 && !isMonthDay(monthDays, date)) return false;
      return (
        weekdays.length === 0 ||
        weekdays.some(
          ({ weekday, nth }) =>
            weekdayIndex(days) === weekday && (nth === 0 || isNth(nth, date, days, isInYear)),
        )
      );
    },
  };
}

/** What a rule leaves unsaid, it takes from its start (RFC 5545, 3.3.10: "information ... obtained from DTSTART"). */
function withStart(
  { frequency, months, monthDays, weekdays }: RecurrenceRule,
  start: CivilDate,
): Pick<RecurrenceRule, 'months' | 'monthDays' | 'weekdays'> {
  if (frequency === 'DAILY' || weekdays.length > 0 || monthDays.length > 0)
    return { months, monthDays, weekdays };
  if (frequency === 'WEEKLY')
    return { months, monthDays, weekdays: [{ weekday: weekdayIndex(dayNumber(start)), nth: 0 }] };
  const ofYear = frequency === 'YEARLY' && months.length === 0 ? [start.month] : months;
  return { months: ofYear, monthDays: [start.day], weekdays };
}

function isMonthDay(monthDays: readonly number[], { year, month, day }: CivilDate): boolean {
  return monthDays.includes(day) || monthDays.includes(day - daysInMonth(year, month) - 1);
}

/** Whether a day is the nth of its weekday in its month, or in its year. */
function isNth(nth: number, { year, month, day }: CivilDate, days: number, isInYear: boolean): boolean {
  const first = isInYear ? dayNumber({ year, month: 1, day: 1 }) : days - day + 1;
  if (nth > 0) return Math.floor((days - first) / 7) + 1 === nth;
  const last = isInYear ? dayNumber({ year, month: 12, day: 31 }) : first + daysInMonth(year, month) - 1;
  return -Math.floor((last - days) / 7) - 1 === nth;
}
