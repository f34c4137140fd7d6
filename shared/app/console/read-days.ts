import type { Table } from '../../ports.ts';
import { dayCountersKey } from '../item-keys.ts';
import { type MessageReport, type MoneyByCurrency, reportCounters } from './counter-report.ts';
import { countersOf } from './stored-body.ts';

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
  const { pk } = dayCountersKey('');
  const prefix = commonStart(range.from, range.to);
  const days: DayReport[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(pk, { prefix, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) {
      const isWanted = (range.from ?? item.sk) <= item.sk && item.sk <= (range.to ?? item.sk);
      if (isWanted) days.push(reportDay(item.sk, countersOf(item)));
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
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
