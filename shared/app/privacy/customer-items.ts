import type { Item, Page, Table } from '../../ports.ts';
import {
  CAMPAIGN_COUNTERS_PARTITION,
  CONTROLS_PARTITION,
  customerPartition,
  missesPartition,
} from '../item-keys.ts';

/** Of one page: few enough that a page is removed in one transaction, with two writes more. */
const PAGE_SIZE = 90;

/** The items of one partition, page by page; a page that is removed meanwhile leaves no gap. */
async function* pagesOf(table: Table, pk: string): AsyncGenerator<readonly Item[]> {
  let cursor: string | undefined;
  do {
    const page: Page<Item> = await table.query(pk, {
      limit: PAGE_SIZE,
      consistent: true,
      ...(cursor !== undefined && { cursor }),
    });
    if (page.items.length > 0) yield page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** All items of a customer, by sort key. */
export const customerItems = (table: Table, customerId: string): AsyncGenerator<readonly Item[]> =>
  pagesOf(table, customerPartition(customerId));

/** The messages that a customer was to get and did not, of all campaigns. They stand by campaign and time, so all of each campaign's are read. */
export async function* missesOfCustomer(table: Table, customerId: string): AsyncGenerator<readonly Item[]> {
  const campaigns = new Set<string>();
  for (const partition of [CAMPAIGN_COUNTERS_PARTITION, CONTROLS_PARTITION])
    for await (const page of pagesOf(table, partition)) for (const { sk } of page) campaigns.add(sk);
  for (const campaign of campaigns)
    for await (const page of pagesOf(table, missesPartition(campaign))) {
      const own = page.filter(({ body }) => isOf(body, customerId));
      if (own.length > 0) yield own;
    }
}

const isOf = (body: unknown, customerId: string): boolean =>
  typeof body === 'object' && body !== null && 'customerId' in body && body.customerId === customerId;

/** Kind of an item, by which it is counted: what stands before the first `#` of its key. */
export const kindOfItem = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>): string =>
  (pk.startsWith('miss#') ? 'miss' : sk.split('#', 1)[0]) ?? '';
