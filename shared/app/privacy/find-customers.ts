import type { Channel } from '../../domain/channel.ts';
import type { Table } from '../../ports.ts';
import { contactSchema } from '../contact.ts';
import { customerOfPartition } from '../item-keys.ts';
import { addressHash } from '../suppression/address-hash.ts';

const CONTACT_SORT_KEY = 'contact';

/** Ids of the customers who have this address or number, by id. Reads the whole table: it is for answering a person's request. */
export async function findCustomers(channel: Channel, address: string, table: Table): Promise<string[]> {
  // A hash makes one of what is one address in different spellings; nobody else sees it.
  const wanted = addressHash('', channel, address);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(
      { index: 0, of: 1 },
      { prefixes: [CONTACT_SORT_KEY], consistent: true, ...(cursor !== undefined && { cursor }) },
    );
    for (const { pk, sk, body } of page.items) {
      const customerId = customerOfPartition(pk);
      if (customerId === undefined || sk !== CONTACT_SORT_KEY) continue;
      const { email, phone } = contactSchema.parse(body);
      const known = (channel === 'email' ? email : phone)?.value;
      if (known && addressHash('', channel, known) === wanted) found.push(customerId);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found.sort();
}
