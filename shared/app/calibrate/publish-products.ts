import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../domain/instant.ts';
import { recommenderOf } from '../../domain/recommend/build-recommender.ts';
import type { PurchaseLog } from '../../domain/recommend/purchase-log.ts';
import type { Item, Table, Write } from '../../ports.ts';
import { POPULAR_PRODUCTS_KEY, productKey } from '../item-keys.ts';
import type { PopularProducts, ProductDocument } from '../recommend/product-document.ts';

/** Reads and writes under way at once. */
const CONCURRENCY = 8;
/** Products of one read and one transaction. */
const BATCH = 50;
/** Popular products kept, in all and by category: more than any mail shows after what was bought is left out. */
const POPULAR_KEPT = 50;
/** Categories whose popular products are kept at most. */
const CATEGORIES_KEPT = 100;
/** Bytes that these take at most: they are one item of the table, of 400 KB at most, and names may be long. */
const CATEGORY_BYTES_KEPT = 250_000;

/** Learns what is bought together and what is popular, and stores it product by product where it has changed. */
export async function publishProducts(purchases: PurchaseLog, now: Instant, table: Table): Promise<void> {
  if (purchases.size === 0) return;
  const recommender = recommenderOf(purchases, { asOf: now });
  const items: Item<ProductDocument | PopularProducts>[] = [];
  for (const sku of purchases.skus) {
    const category = recommender.categoryOf.get(sku);
    const body: ProductDocument = {
      ...(category !== undefined && { category }),
      neighbours: (recommender.neighbours.get(sku) ?? []).map((neighbour): [string, number] => [
        neighbour.sku,
        Number(neighbour.score.toPrecision(3)),
      ]),
    };
    items.push({ ...productKey(sku), version: 1, body });
  }
  const popular: PopularProducts = {
    all: recommender.popular.slice(0, POPULAR_KEPT),
    byCategory: Object.fromEntries(fittingCategories(recommender.popularByCategory)),
  };
  items.push({ ...POPULAR_PRODUCTS_KEY, version: 1, body: popular });
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  );
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
      await storeChanged(batch, table);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

/** As many of the categories as fit, the first of them. */
function fittingCategories(popular: ReadonlyMap<string, readonly string[]>): [string, string[]][] {
  const kept = [...popular]
    .slice(0, CATEGORIES_KEPT)
    .map(([category, skus]): [string, string[]] => [category, [...skus.slice(0, POPULAR_KEPT)]]);
  let bytes = 0;
  const end = kept.findIndex((entry) => {
    bytes += Buffer.byteLength(JSON.stringify(entry));
    return bytes > CATEGORY_BYTES_KEPT;
  });
  return end < 0 ? kept : kept.slice(0, end);
}

async function storeChanged(items: readonly Item<unknown>[], table: Table): Promise<void> {
  const stored = await table.getMany(items);
  const writes = items.flatMap((item, position): Write[] =>
    isDeepStrictEqual(stored[position]?.body, item.body) ? [] : [{ kind: 'put', condition: 'none', item }],
  );
  if (writes.length > 0) await table.transact(writes);
}
