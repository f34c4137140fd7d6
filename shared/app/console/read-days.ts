import type { Table } from '../../ports.ts';
import { type CounterReport, reportCounters } from './counter-report.ts';
import { scanDays } from './scan-days.ts';

/** What happened on one day (UTC). */
export interface DayReport extends CounterReport {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Messages. */
  readonly requested: number;
  readonly sent: number;
  readonly suppressed: number;
}

/** Days to read, YYYY-MM-DD, both included; absent means from the first or to the last. */
export interface DayRange {
  readonly from?: string;
  readonly to?: string;
}

/** Reads the days on which something happened, oldest first. */
export async function readDays(table: Table, range: DayRange = {}): Promise<readonly DayReport[]> {
  const days: DayReport[] = [];
  for await (const { day, counters } of scanDays(table, commonStart(range.from, range.to))) {
    const isWanted = (range.from ?? day) <= day && day <= (range.to ?? day);
    if (isWanted) days.push(reportDay(day, counters));
  }
  return days;
}

const reportDay = (day: string, counters: Readonly<Record<string, number>>): DayReport => ({
  day,
  ...reportCounters(counters),
  requested: counters.requested ?? 0,
  sent: counters.sent ?? 0,
  suppressed: counters.suppressed ?? 0,
});

/** What both ends begin with, so that a range within one month reads that month only. */
function commonStart(from: string | undefined, to: string | undefined): string {
  if (from === undefined || to === undefined) return '';
  let length = 0;
  while (length < from.length && from[length] === to[length]) length += 1;
  return from.slice(0, length);
}
