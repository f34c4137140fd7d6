import { STATE_SORT_KEY } from '../../../shared/app/item-keys.ts';
import type { Item } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { textColumn } from './sqlite-row.ts';
import { itemOfStored, storedItemOfRow } from './stored-item.ts';

const SELECT = `SELECT pk, version, due_shard, due_at, audience_shard, audience_key, ttl, body
  FROM items WHERE sk = ? AND pk > ? ORDER BY pk LIMIT 1000`;

/** The state items of all customers: for reports on a whole run, never on the way of an event. */
export async function* scanStates(database: LocalDatabase): AsyncGenerator<Item> {
  let last = '';
  for (;;) {
    const rows = database.statement(SELECT).all(STATE_SORT_KEY, last);
    for (const row of rows) {
      last = textColumn(row, 'pk');
      yield itemOfStored(storedItemOfRow(row, { pk: last, sk: STATE_SORT_KEY }));
    }
    if (rows.length === 0) return;
  }
}
