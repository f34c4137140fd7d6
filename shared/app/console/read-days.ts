import type { Table } from '../../ports.ts';
import { type MessageReport, type MoneyByCurrency, reportCounters } from './counter-report.ts';
import { scanDays } from './scan-days.ts';

/** What happened on one day (UTC). */
export interface DayReport {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly orders: number;
  readonly refunds: number;
  /** Customers seen for the first time. */
  readonly customers: number;
  readonly revenue: MoneyByCurrency;
  readonly refunded: MoneyByCurrency;
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

function reportDay(day: string, counters: Readonly<Record<string, number>>): DayReport {
  const { messages, ...totals } = reportCounters(counters);
  const sum = (count: (message: MessageReport) => number): number =>
    messages.reduce((total, message) => total + count(message), 0);
  return {
    day,
    ...totals,
    requested: sum((message) => message.requested),
    sent: sum((message) => message.outcomes.sent),
    suppressed: sum((message) => message.suppressed.reduce((total, { count }) => total + count, 0)),
  };
}

/** What both ends begin with, so that a range within one month reads that month only. */
function commonStart(from: string | undefined, to: string | undefined): string {
  if (from === undefined || to === undefined) return '';
  let length = 0;
  while (length < from.length && from[length] === to[length]) length += 1;
  return from.slice(0, length);
}
