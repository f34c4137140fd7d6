import type { Instant } from '../instant.ts';
import { BestFirst } from './best-first.ts';
import { decay } from './decay.ts';
import type { PurchaseLog } from './purchase-log.ts';

/** The weight of a purchase made just now. Whole numbers, so that the order of the baskets does not matter. */
const FULL_WEIGHT = 2 ** 24;

export interface PopularOptions {
  readonly asOf: Instant;
  readonly halfLifeDays: number;
  /** At most so many in each list. */
  readonly count: number;
}

export interface PopularProducts {
  readonly popular: readonly string[];
  readonly popularByCategory: ReadonlyMap<string, readonly string[]>;
}

/**
 * Ranks products, in all and within each category, by how many baskets held them: one basket, one vote, whatever the
 * quantity, and half a vote each half-life ago. Of products that are equal so, the first by SKU.
 */
export function rankPopular(log: PurchaseLog, options: PopularOptions): PopularProducts {
  const votes = new Float64Array(log.skus.length);
  for (const { product, at } of log.purchases()) {
    const vote = 1 + Math.round(FULL_WEIGHT * decay(options.asOf - at, options.halfLifeDays));
    votes[product] = (votes[product] ?? 0) + vote;
  }
  const inAll = new BestFirst(options.count);
  const inCategories = new Map<string, BestFirst>();
  for (const [product, sku] of log.skus.entries()) {
    const score = votes[product] ?? 0;
    inAll.offer(sku, score);
    const category = log.categoryOf.get(sku);
    if (category === undefined) continue;
    const inCategory = inCategories.get(category) ?? new BestFirst(options.count);
    inCategories.set(category, inCategory);
    inCategory.offer(sku, score);
  }
  return {
    popular: skusOf(inAll),
    popularByCategory: new Map([...inCategories].map(([category, best]) => [category, skusOf(best)])),
  };
}

const skusOf = (best: BestFirst): readonly string[] => best.list.map(({ sku }) => sku);
