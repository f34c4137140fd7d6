import type { HolidayRule } from '../../domain/calendar/holiday-rule.ts';
import { calendarFileSchema, type OwnDayFile } from '../files/calendar-file.ts';
import type { ShopProblems } from '../shop-problems.ts';

/** The shop's own days by their names. */
export type OwnDays = ReadonlyMap<string, HolidayRule>;

/** Reads calendar.yaml; a shop without it has no own days. Undefined where the file cannot be read, so that nothing is known. */
export function readOwnDays(problems: ShopProblems): OwnDays | undefined {
  const file = problems.readOptional('calendar.yaml', calendarFileSchema);
  if (file === undefined) return undefined;
  return new Map(Object.entries(file.value).map(([name, day]) => [name, ruleOfDay(day)]));
}

function ruleOfDay({ date, dates, lunar, weekday, nth = 1, month = 1 }: OwnDayFile): HolidayRule {
  if (dates !== undefined) return { kind: 'dates', dates };
  if (weekday !== undefined) return { kind: 'weekday', month, weekday, nth };
  const [ofMonth = 1, day = 1] = (lunar ?? date ?? '').split('-').map(Number);
  return { kind: lunar === undefined ? 'date' : 'chinese', month: ofMonth, day };
}
