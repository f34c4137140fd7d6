import { holidayVariants, ruleOf } from '../../domain/calendar/holiday-date.ts';
import type { HolidayRule } from '../../domain/calendar/holiday-rule.ts';
import { HOLIDAYS, type HolidayName } from '../../domain/calendar/holidays.ts';
import type { OwnDays } from './own-days.ts';

type NamedHoliday =
  | { readonly kind: 'found'; readonly rule: HolidayRule }
  | { readonly kind: 'no-holiday' }
  /** The holiday lies on other days elsewhere, but not in a place of that name. */
  | { readonly kind: 'no-variant'; readonly variants: readonly string[] };

/** The rule of a holiday or of one of the shop's own days, by what a campaign calls it. */
export function holidayNamed(name: string, variant: string | undefined, ownDays: OwnDays): NamedHoliday {
  const own = ownDays.get(name);
  if (own !== undefined)
    return variant === undefined ? { kind: 'found', rule: own } : { kind: 'no-variant', variants: [] };
  if (!isHolidayName(name)) return { kind: 'no-holiday' };
  const variants = holidayVariants(name);
  if (variant !== undefined && !variants.includes(variant)) return { kind: 'no-variant', variants };
  return { kind: 'found', rule: ruleOf(name, variant) };
}

const isHolidayName = (name: string): name is HolidayName => Object.hasOwn(HOLIDAYS, name);
