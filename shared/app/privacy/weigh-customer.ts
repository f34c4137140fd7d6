import { PerennialError } from '../../perennial-error.ts';
import type { Table } from '../../ports.ts';
import { customerItems, kindOfItem, missesOfCustomer } from './customer-items.ts';
import { readTombstone, type Tombstone } from './tombstone.ts';

/** What an erasure would remove of the table, by kind of item, and whether one was begun or done before. */
export interface CustomerWeight {
  readonly items: Readonly<Record<string, number>>;
  readonly erasure: Tombstone['status'] | 'none';
}

/** Counts what stands of a customer, and changes nothing. Throws `PRIVACY.UNKNOWN_CUSTOMER`. */
export async function weighCustomer(
  customerId: string,
  { table, secret }: { readonly table: Table; readonly secret: string },
): Promise<CustomerWeight> {
  const tombstone = await readTombstone(customerId, secret, table);
  const items: Record<string, number> = {};
  for (const pages of [customerItems(table, customerId), missesOfCustomer(table, customerId)])
    for await (const page of pages)
      for (const item of page) items[kindOfItem(item)] = (items[kindOfItem(item)] ?? 0) + 1;
  if (tombstone === undefined && Object.keys(items).length === 0)
    throw new PerennialError('PRIVACY.UNKNOWN_CUSTOMER', {
      message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
    });
  return { items, erasure: tombstone?.status ?? 'none' };
}
