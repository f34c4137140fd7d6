import { type Breaker, breakerSchema, CLOSED_BREAKER } from '../../domain/webhook/breaker.ts';
import type { Item, Table, Write } from '../../ports.ts';
import { ENDPOINTS_PARTITION, endpointKey } from '../item-keys.ts';

/** An endpoint's breaker as it stands in the table. */
export interface StoredBreaker {
  readonly breaker: Breaker;
  /** Of the item; 0 where there is none. */
  readonly version: number;
}

const storedOf = (item: Item | undefined): StoredBreaker =>
  item === undefined
    ? { breaker: CLOSED_BREAKER, version: 0 }
    : { breaker: breakerSchema.parse(item.body), version: item.version };

/** The breaker of an endpoint; closed where nothing is on record. */
export const readBreaker = async (table: Table, endpoint: string): Promise<StoredBreaker> =>
  storedOf(await table.get(endpointKey(endpoint), { consistent: true }));

/** All breakers on record, by endpoint. */
export async function readBreakers(table: Table): Promise<ReadonlyMap<string, StoredBreaker>> {
  const breakers = new Map<string, StoredBreaker>();
  let cursor: string | undefined;
  do {
    const page = await table.query(ENDPOINTS_PARTITION, { ...(cursor !== undefined && { cursor }) });
    for (const item of page.items) breakers.set(item.sk, storedOf(item));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return breakers;
}

/** Puts a breaker on record, on the condition that it still stands as it was read. */
export const breakerWrite = (endpoint: string, { version }: StoredBreaker, next: Breaker): Write => ({
  kind: 'put',
  condition: version === 0 ? 'absent' : { version },
  item: { ...endpointKey(endpoint), version: version + 1, body: next },
});
