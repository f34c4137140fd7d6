import type { Instant } from '../instant.ts';
import { decay } from './decay.ts';
import type { Purchase, PurchaseLog } from './purchase-log.ts';

/** Of a customer of more products than this, those bought last count: the work of a customer grows with their square. */
const MAX_CUSTOMER_PRODUCTS = 100;

/**
 * The weight of a product bought just now by a customer of this one product. Weights are whole numbers, so that their sums
 * are exact (to 8 million customers) and the order of the baskets does not matter.
 */
export const FULL_WEIGHT = 32_768;

/** Which products each customer bought, by how much it counts. Customer `c` has the entries from `starts[c]` to `starts[c + 1]`. */
export interface CustomerVectors {
  readonly starts: Uint32Array;
  readonly products: Int32Array;
  /** From 1 to FULL_WEIGHT. */
  readonly weights: Uint16Array;
}

/**
 * Builds the rows of the matrix of customers and products. What was bought longer ago counts less. A customer of many products
 * counts less for each, by the fourth root of how many, so by the square root for each pair of them: one who buys everything
 * says little about what goes together (after the row normalization of Deshpande, Karypis 2004, with half its exponent).
 */
export function buildCustomerVectors(log: PurchaseLog, asOf: Instant, halfLifeDays: number): CustomerVectors {
  const starts = new Uint32Array(log.customers + 1);
  const products = new Int32Array(log.size);
  const weights = new Uint16Array(log.size);
  let customer = 0;
  let entry = 0;
  for (const history of log.histories()) {
    const latest = takeLatest(history, log.skus);
    const most = (FULL_WEIGHT - 1) * latest.length ** -0.25;
    for (const { product, at } of latest) {
      products[entry] = product;
      weights[entry] = 1 + Math.round(most * decay(asOf - at, halfLifeDays));
      entry += 1;
    }
    customer += 1;
    starts[customer] = entry;
  }
  return { starts, products: products.subarray(0, entry), weights: weights.subarray(0, entry) };
}

function takeLatest(history: readonly Purchase[], skus: readonly string[]): Purchase[] {
  const lastAt = new Map<number, Instant>();
  for (const { product, at } of history) lastAt.set(product, Math.max(at, lastAt.get(product) ?? at));
  const latest = [...lastAt].map(([product, at]) => ({ product, at }));
  if (latest.length <= MAX_CUSTOMER_PRODUCTS) return latest;
  const skuOf = ({ product }: Purchase): string => skus[product] ?? '';
  return latest.sort((a, b) => b.at - a.at || (skuOf(a) < skuOf(b) ? -1 : 1)).slice(0, MAX_CUSTOMER_PRODUCTS);
}
