import { type CivilDate, civilDate, dayNumber } from './civil-date.ts';
import { ruleOf } from './holiday-date.ts';
import { holidayDays } from './holiday-rule.ts';
import { HOLIDAYS, type HolidayName } from './holidays.ts';

export interface DatedHoliday {
  readonly name: HolidayName;
  readonly english: string;
  readonly chinese: string;
  /** Of the holiday itself. */
  readonly date: CivilDate;
  /** The date that lies the asked number of days from it. */
  readonly shifted: CivilDate;
}

interface HolidayChoice {
  /** Days from the holiday to the date that must lie between the two: -7 for a week before it. */
  readonly offsetDays?: number;
  /** By holiday, where it is not the first. */
  readonly variants?: Readonly<Partial<Record<HolidayName, string>>>;
}

/**
 * The holidays from one date to another, both included, in order of their dates and then of the table. With an offset, those
 * of which the shifted date lies there. Throws RangeError for an unknown variant.
 */
export function holidaysBetween(
  from: CivilDate,
  to: CivilDate,
  { offsetDays = 0, variants = {} }: HolidayChoice = {},
): readonly DatedHoliday[] {
  const first = dayNumber(from) - offsetDays;
  const last = dayNumber(to) - offsetDays;
  const found: (DatedHoliday & { readonly on: number })[] = [];
  for (const name of holidayNames()) {
    const rule = ruleOf(name, variants[name]);
    const { english, chinese } = HOLIDAYS[name];
    for (let { year } = civilDate(first); year <= civilDate(last).year; year += 1) {
      for (const on of holidayDays(rule, year)) {
        if (on < first || on > last) continue;
        found.push({ name, english, chinese, date: civilDate(on), shifted: civilDate(on + offsetDays), on });
      }
    }
  }
  return found.sort((one, other) => one.on - other.on).map(({ on: _, ...holiday }) => holiday);
}

/** Every holiday, in the order of the table. */
export const holidayNames = (): readonly HolidayName[] => Object.keys(HOLIDAYS).filter(isHolidayName);

/** Whether a text names a holiday. */
const isHolidayName = (name: string): name is HolidayName => Object.hasOwn(HOLIDAYS, name);
