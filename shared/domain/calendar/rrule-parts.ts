import { WEEKDAYS } from './civil-date.ts';
import type { LocalDateTime } from './local-time.ts';
import { readLocalDateTime } from './read-once.ts';
import type { RecurrenceRule } from './rrule.ts';
import type { Mistake } from './schedule.ts';

/** A rule as it was written. */
export interface ReadRule {
  readonly rule: RecurrenceRule;
  readonly count?: number;
  /** The last moment it may happen at. */
  readonly until?: { readonly kind: 'local' | 'utc'; readonly at: LocalDateTime };
}

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const NAMES = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST', 'COUNT', 'UNTIL'];
const MOST_INTERVAL = 1000;
/** A count is walked through once, when the rule is read. */
const MOST_COUNT = 10_000;

interface Part {
  readonly value: string;
  /** Of the value. */
  readonly position: number;
}

/** The parts of a recurrence rule (RFC 5545, 3.3.10), or the first thing that is wrong with it. */
export function readRuleParts(text: string): ReadRule | Mistake {
  const mistakes: Mistake[] = [];
  const parts = splitParts(text, mistakes);
  const frequency = FREQUENCIES.find((name) => name === parts.get('FREQ')?.value);
  if (frequency === undefined) {
    const message = `FREQ must be one of ${FREQUENCIES.join(', ')}`;
    mistakes.push({ message, position: parts.get('FREQ')?.position ?? 0 });
  }
  const [interval = 1] = readNumbers(parts.get('INTERVAL'), 1, MOST_INTERVAL, mistakes);
  const [count] = readNumbers(parts.get('COUNT'), 1, MOST_COUNT, mistakes);
  const until = readUntil(parts.get('UNTIL'), mistakes);
  const rule = {
    frequency: frequency ?? 'DAILY',
    interval,
    months: readNumbers(parts.get('BYMONTH'), 1, 12, mistakes),
    monthDays: readNumbers(parts.get('BYMONTHDAY'), -31, 31, mistakes),
    weekdays: readWeekdays(parts.get('BYDAY'), mistakes),
    weekStart: readWeekdays(parts.get('WKST'), mistakes)[0]?.weekday ?? 0,
  };
  findConflicts(parts, rule, mistakes);
  const [first] = mistakes.sort((one, other) => one.position - other.position);
  return first ?? { rule, ...(count !== undefined && { count }), ...(until !== undefined && { until }) };
}

function splitParts(text: string, mistakes: Mistake[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  let position = text.startsWith('RRULE:') ? 6 : 0;
  for (const part of text.slice(position).split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    if (!NAMES.includes(name)) {
      mistakes.push({ message: `"${name}" is none of ${NAMES.join(', ')}`, position });
    } else if (parts.has(name)) mistakes.push({ message: `${name} is there twice`, position });
    parts.set(name, { value, position: position + name.length + 1 });
    position += part.length + 1;
  }
  return parts;
}

/** Whole numbers in a list; 0 is none of them. */
function readNumbers(part: Part | undefined, least: number, most: number, mistakes: Mistake[]): number[] {
  return listOf(part).flatMap(({ value, position }) => {
    const number = /^[+-]?\d+$/.test(value) ? Number(value) : 0;
    if (number !== 0 && number >= least && number <= most) return [number];
    const range = least < 0 ? `1 to ${most}, or -1 to ${least}` : `${least} to ${most}`;
    mistakes.push({ message: `"${value}" is not a whole number from ${range}`, position });
    return [];
  });
}

function readWeekdays(part: Part | undefined, mistakes: Mistake[]): RecurrenceRule['weekdays'] {
  return listOf(part).flatMap(({ value, position }) => {
    const [, nth, name = ''] = /^([+-]?[1-9]\d?)?([A-Z]{2})$/.exec(value) ?? [];
    const weekday = WEEKDAYS.findIndex((day) => day.slice(0, 2).toUpperCase() === name);
    if (weekday >= 0) return [{ weekday, nth: Number(nth ?? 0) }];
    mistakes.push({ message: `"${value}" is no day of the week, such as MO, 2TU or -1FR`, position });
    return [];
  });
}

function listOf(part: Part | undefined): readonly Part[] {
  if (part === undefined) return [];
  let { position } = part;
  return part.value.split(',').map((value) => {
    const item = { value, position };
    position += value.length + 1;
    return item;
  });
}

/** A day alone lasts to its end; a time that ends in Z is UTC. */
function readUntil(part: Part | undefined, mistakes: Mistake[]): ReadRule['until'] {
  if (part === undefined) return undefined;
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(part.value);
  if (match !== null) {
    const [, year, month, day, hour = '23', minute = '59', , zone] = match;
    const at = readLocalDateTime(`${year}-${month}-${day}T${hour}:${minute}`);
    if (!('message' in at)) return { kind: zone === 'Z' ? 'utc' : 'local', at };
  }
  const message = 'UNTIL is a day or a time that there is, such as 20261231 or 20261231T235900';
  mistakes.push({ message, position: part.position });
  return undefined;
}

function findConflicts(
  parts: ReadonlyMap<string, Part>,
  { frequency, weekdays, months }: RecurrenceRule,
  mistakes: Mistake[],
): void {
  const refuse = (name: string, message: string) => {
    const position = parts.get(name)?.position;
    if (position !== undefined) mistakes.push({ message, position });
  };
  if (parts.has('COUNT')) refuse('UNTIL', 'a rule has COUNT or UNTIL, not both');
  if (frequency === 'WEEKLY') refuse('BYMONTHDAY', 'a weekly rule has no BYMONTHDAY');
  const isNumbered = weekdays.some(({ nth }) => nth !== 0);
  const perMonth = frequency === 'MONTHLY' || months.length > 0;
  if (isNumbered && frequency !== 'MONTHLY' && frequency !== 'YEARLY')
    refuse('BYDAY', 'days of the week are numbered in monthly and yearly rules only');
  if (weekdays.some(({ nth }) => Math.abs(nth) > (perMonth ? 5 : 53)))
    refuse('BYDAY', `there is no such day of the week in a ${perMonth ? 'month' : 'year'}`);
}
