import type { Table } from '../../ports.ts';
import { stateKey } from '../item-keys.ts';

/**
 * Which of the customers are there. Whoever writes an item that names a customer, without writing the customer's state along with it, asks this
 * first: who was erased has no state. Sees every committed write.
 */
export async function knownCustomers(
  customerIds: Iterable<string>,
  table: Table,
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return new Set();
  const states = await table.getMany(ids.map(stateKey), { consistent: true });
  return new Set(ids.filter((_, position) => states[position] !== undefined));
}

/** Whether the customer is there. */
export const isKnownCustomer = async (customerId: string, table: Table): Promise<boolean> =>
  (await table.get(stateKey(customerId), { consistent: true })) !== undefined;
