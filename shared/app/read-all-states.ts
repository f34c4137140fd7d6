import type { Item, Table } from '../ports.ts';
import { STATE_SORT_KEY } from './item-keys.ts';

/** The state items of all customers. Reads, and pays for, the whole table: never on the way of an event. */
export async function* readAllStates(table: Table): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await table.scan(
      { index: 0, of: 1 },
      { prefixes: [STATE_SORT_KEY], consistent: true, ...(cursor !== undefined && { cursor }) },
    );
    for (const item of page.items) if (item.sk === STATE_SORT_KEY) yield item;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
