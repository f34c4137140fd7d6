import type { Instant } from '../../domain/instant.ts';
import type { Basket } from '../../domain/recommend/basket.ts';

/** One customer's past, and what came next. */
export interface HeldOutCase {
  /** All products bought before, newest first, each once. */
  readonly bought: readonly string[];
  /** The products of the next basket that the customer had not bought before; at least one. */
  readonly wanted: ReadonlySet<string>;
}

/**
 * The first basket of each customer from an instant on, with all that the customer bought before it. Customers who bought
 * nothing before, or nothing new in that basket, are no cases: there is nothing to recommend from, or nothing to find.
 */
export function findHeldOutCases(
  baskets: readonly Basket[],
  splitAt: Instant,
  isProduct: (sku: string) => boolean,
): HeldOutCase[] {
  const histories = new Map<string, Set<string>>();
  for (const basket of baskets.filter(({ at }) => at < splitAt).toSorted((a, b) => b.at - a.at)) {
    const history = histories.get(basket.customerId) ?? new Set();
    histories.set(basket.customerId, history);
    for (const sku of productsOf(basket, isProduct)) history.add(sku);
  }

  const cases: HeldOutCase[] = [];
  const seen = new Set<string>();
  for (const basket of baskets.filter(({ at }) => at >= splitAt).toSorted((a, b) => a.at - b.at)) {
    if (seen.has(basket.customerId)) continue;
    seen.add(basket.customerId);
    const history = histories.get(basket.customerId);
    if (history === undefined || history.size === 0) continue;
    const wanted = new Set(productsOf(basket, isProduct).filter((sku) => !history.has(sku)));
    if (wanted.size > 0) cases.push({ bought: [...history], wanted });
  }
  return cases;
}

const productsOf = (basket: Basket, isProduct: (sku: string) => boolean): string[] =>
  basket.items.map(({ sku }) => sku).filter(isProduct);
