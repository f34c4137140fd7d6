import { type CivilDate, civilDate } from './civil-date.ts';
import { type HolidayRule, holidayDays } from './holiday-rule.ts';
import { HOLIDAYS, type HolidayName } from './holidays.ts';

/** The names of a holiday's variants, such as "us" and "uk" of mothers-day; the first is meant where none is named. */
export const holidayVariants = (name: HolidayName): readonly string[] => Object.keys(HOLIDAYS[name].rules);

/**
 * The date of a holiday in a Gregorian year: the first, where the year has two (Eid al-Fitr of 2033); undefined where the
 * year is beyond what is known (the announced ones: 2024 to 2035). Throws RangeError for a variant that the holiday does not
 * have.
 */
export function holidayDate(name: HolidayName, year: number, variant?: string): CivilDate | undefined {
  const [first] = holidayDays(ruleOf(name, variant), year);
  return first === undefined ? undefined : civilDate(first);
}

/** The rule of a holiday by the name of its variant. Throws RangeError for one that it does not have. */
export function ruleOf(name: HolidayName, variant?: string): HolidayRule {
  const rules: Readonly<Record<string, HolidayRule>> = HOLIDAYS[name].rules;
  const wanted = variant ?? holidayVariants(name)[0] ?? '';
  const rule = Object.hasOwn(rules, wanted) ? rules[wanted] : undefined;
  if (rule === undefined)
    throw new RangeError(`${name} has no variant "${wanted}", but ${holidayVariants(name).join(', ')}`);
  return rule;
}
