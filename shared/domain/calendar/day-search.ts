import { type CivilDate, civilDate, dayNumber, daysInMonth } from './civil-date.ts';

/** Which days a schedule happens on; months are told apart from days so that empty ones are passed over in one step. */
export interface DayPattern {
  readonly hasDaysIn: (year: number, month: number) => boolean;
  /** Asked only of days in such months; `days` counts from 1970-01-01. */
  readonly isOn: (date: CivilDate, days: number) => boolean;
}

const HORIZON_YEARS = 100;

/** The first day of a pattern from a day on, both since 1970-01-01; undefined where there is none within a century. */
export function firstDayFrom(from: number, { hasDaysIn, isOn }: DayPattern): number | undefined {
  let days = from;
  let { year, month, day } = civilDate(from);
  for (const lastYear = year + HORIZON_YEARS; year <= lastYear; ) {
    if (hasDaysIn(year, month)) {
      const last = daysInMonth(year, month);
      for (; day <= last; days += 1, day += 1) if (isOn({ year, month, day }, days)) return days;
    }
    year += month === 12 ? 1 : 0;
    month = month === 12 ? 1 : month + 1;
    day = 1;
    days = dayNumber({ year, month, day });
  }
  return undefined;
}
