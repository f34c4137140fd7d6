export type BucketUnit = 'day' | 'week' | 'month';

/** Something that was counted on one day, YYYY-MM-DD. */
export interface Dated {
  readonly day: string;
}

/** Days added up. */
export interface Bucket {
  /** First day, YYYY-MM-DD: the day itself, a Monday, or the first of a month. */
  readonly start: string;
  /** The period is not over yet. */
  readonly isUnfinished: boolean;
  readonly value: number;
}

const DAY_MS = 86_400_000;
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The first day of the week (Monday, ISO 8601) or month that holds `day`. */
export function bucketStart(day: string, unit: BucketUnit): string {
  if (unit === 'day') return day;
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  const at = Date.parse(day);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return isoDay(at - sinceMonday * DAY_MS);
}

/** The first day of the next week or month, or the next day. */
export function nextStart(start: string, unit: BucketUnit): string {
  if (unit === 'day') return isoDay(Date.parse(start) + DAY_MS);
  if (unit === 'week') return isoDay(Date.parse(start) + 7 * DAY_MS);
  const [year = 0, month = 1] = start.split('-').map(Number);
  return isoDay(Date.UTC(year, month, 1));
}

/**
 * Adds days up by week or month (or leaves them as they are), from the first day to the last, with 0 where nothing happened between.
 * `today` (YYYY-MM-DD, UTC) tells whether the last period is over.
 */
export function bucketDays<Day extends Dated>(
  days: readonly Day[],
  unit: BucketUnit,
  today: string,
  measure: (day: Day) => number,
): Bucket[] {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];

  const sums = new Map<string, number>();
  for (const day of days) {
    const start = bucketStart(day.day, unit);
    sums.set(start, (sums.get(start) ?? 0) + measure(day));
  }

  const buckets: Bucket[] = [];
  for (let start = bucketStart(first.day, unit); start <= last.day; start = nextStart(start, unit)) {
    const isUnfinished = start <= today && today < nextStart(start, unit);
    buckets.push({ start, isUnfinished, value: sums.get(start) ?? 0 });
  }
  return buckets;
}

/** How many days lie between the first and the last. */
export function spanOf(days: readonly Dated[]): number {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return (Date.parse(last.day) - Date.parse(first.day)) / DAY_MS;
}

/** Months where weeks would be too many to tell apart. */
export const fittingUnit = (days: readonly Dated[]): BucketUnit => (spanOf(days) > 370 ? 'month' : 'week');
