import type { Table } from '../../ports.ts';
import { dayCountersKey } from '../item-keys.ts';
import { countersOf } from './stored-body.ts';

/** The counters of one day (UTC), YYYY-MM-DD. */
export interface DayCounters {
  readonly day: string;
  readonly counters: Readonly<Record<string, number>>;
}

/** Reads the days on which something was counted, oldest first; with a `prefix` (2026-01), only those that begin with it. */
export async function* scanDays(table: Table, prefix = ''): AsyncGenerator<DayCounters> {
  const { pk } = dayCountersKey('');
  let cursor: string | undefined;
  do {
    const page = await table.query(pk, { prefix, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) yield { day: item.sk, counters: countersOf(item) };
    cursor = page.cursor;
  } while (cursor !== undefined);
}
