import { showMoney } from '../show-money.ts';

/** A value that is another, by its path: `tiers.headMinor`. Undefined stands for one that is not there. */
export interface ChangedValue {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every leaf in which two plain values differ, in the order of the fields. Lists are compared as a whole. */
export function changedValues(before: unknown, after: unknown, path = ''): readonly ChangedValue[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isGroup(before) || !isGroup(after)) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    changedValues(before[name], after[name], path === '' ? name : `${path}.${name}`),
  );
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `tiers.head from $400.00 to $500.00`; compiled values are told as files write them. */
export function changeInWords({ path, before, after }: ChangedValue, currency = 'USD'): string {
  const [name, show] = writtenAs(path, currency);
  if (before === undefined) return `${name}: now ${show(after)}`;
  if (after === undefined) return `${name}: no longer ${show(before)}`;
  return `${name}: from ${show(before)} to ${show(after)}`;
}

type Show = (value: unknown) => string;

/** The name and the notation that a file has for a compiled value. */
function writtenAs(path: string, currency: string): readonly [string, Show] {
  const renamed = (end: string, to: string) => `${path.slice(0, -end.length)}${to}`;
  const numeric =
    (show: (value: number) => string): Show =>
    (value) =>
      typeof value === 'number'
        ? show(value)
        : Array.isArray(value)
          ? value.map(Number).map(show).join(', ')
          : shown(value);
  if (path.endsWith('Minor')) return [renamed('Minor', ''), numeric((minor) => showMoney(minor, currency))];
  if (path.endsWith('withinMs')) return [renamed('withinMs', 'within'), numeric(duration)];
  if (path === 'ms' || path.endsWith('.ms')) return [renamed('ms', 'for'), numeric(duration)];
  if (path.endsWith('expiresAfterHours'))
    return [renamed('expiresAfterHours', 'expiresAfter'), numeric((hours) => duration(hours * HOUR_MS))];
  if (path.endsWith('minuteOfDay')) return [renamed('minuteOfDay', 'time'), numeric(timeOfDay)];
  if (path === 'next' || path.endsWith('.next')) return [renamed('next', 'goes on'), shown];
  return [path, shown];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function duration(ms: number): string {
  if (ms % DAY_MS === 0) return `${ms / DAY_MS}d`;
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS}h` : `${ms / MINUTE_MS}m`;
}

const timeOfDay = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function shown(value: unknown): string {
  if (typeof value === 'string') {
    const text = value.replace(/\s+/g, ' ').trim();
    return text.includes('"') ? text : `"${text}"`;
  }
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
