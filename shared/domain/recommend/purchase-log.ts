import type { Instant } from '../instant.ts';
import type { Basket } from './basket.ts';

/** Of a basket of more products than this, those of the greatest quantities count. */
const MAX_BASKET_PRODUCTS = 100;

const NONE = -1;

export interface Purchase {
  /** Index into `skus`. */
  readonly product: number;
  readonly at: Instant;
}

/**
 * Every purchase of a product, in columns of numbers: 16 bytes each (up to twice that while a column grows), and what the ids
 * take. Twenty million, such as a million baskets of twenty products, come to 320 MB.
 */
export class PurchaseLog {
  readonly skus: string[] = [];
  readonly firstSoldAt = new Map<string, Instant>();
  readonly categoryOf = new Map<string, string>();
  private readonly categorizedAt = new Map<string, Instant>();
  private readonly productOf = new Map<string, number>();
  private readonly customerOf = new Map<string, number>();
  /** By customer, the row of the purchase taken in last. */
  private readonly lastRows: number[] = [];
  private products = new Int32Array(1024);
  private instants = new Float64Array(1024);
  /** By row, the customer's row before it. */
  private earlierRows = new Int32Array(1024);
  private rows = 0;
  private latest: Instant | undefined;

  add(basket: Basket, isProduct: (sku: string) => boolean): void {
    const { at } = basket;
    const quantities = new Map<string, number>();
    for (const { sku, category, quantity } of basket.items) {
      if (!isProduct(sku)) continue;
      quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
      if (category !== undefined) this.categorize(sku, category, at);
    }
    for (const sku of takeGreatest(quantities)) this.addPurchase(basket.customerId, sku, at);
  }

  /** The latest purchase; undefined before the first. */
  get latestAt(): Instant | undefined {
    return this.latest;
  }

  /** How many purchases there are. */
  get size(): number {
    return this.rows;
  }

  /** How many customers there are. */
  get customers(): number {
    return this.lastRows.length;
  }

  /** All purchases, each product of a basket once. */
  *purchases(): Generator<Purchase> {
    for (let row = 0; row < this.rows; row += 1) yield this.purchaseAt(row);
  }

  /** Each customer's purchases, in no order that means anything. */
  *histories(): Generator<Purchase[]> {
    for (const lastRow of this.lastRows) {
      const history: Purchase[] = [];
      for (let row = lastRow; row !== NONE; row = this.earlierRows[row] ?? NONE)
        history.push(this.purchaseAt(row));
      yield history;
    }
  }

  private purchaseAt(row: number): Purchase {
    return { product: this.products[row] ?? 0, at: this.instants[row] ?? 0 };
  }

  private addPurchase(customerId: string, sku: string, at: Instant): void {
    if (this.rows === this.products.length) this.grow();
    const customer = indexOf(this.customerOf, customerId);
    const product = indexOf(this.productOf, sku);
    if (product === this.skus.length) this.skus.push(sku);
    this.products[this.rows] = product;
    this.instants[this.rows] = at;
    this.earlierRows[this.rows] = this.lastRows[customer] ?? NONE;
    this.lastRows[customer] = this.rows;
    this.rows += 1;
    this.firstSoldAt.set(sku, Math.min(at, this.firstSoldAt.get(sku) ?? at));
    this.latest = Math.max(at, this.latest ?? at);
  }

  /** The newest category stands; of two at one instant, the one that sorts last. */
  private categorize(sku: string, category: string, at: Instant): void {
    const knownAt = this.categorizedAt.get(sku) ?? Number.NEGATIVE_INFINITY;
    if (at < knownAt || (at === knownAt && category <= (this.categoryOf.get(sku) ?? ''))) return;
    this.categorizedAt.set(sku, at);
    this.categoryOf.set(sku, category);
  }

  private grow(): void {
    const length = this.rows * 2;
    const [products, instants, earlierRows] = [this.products, this.instants, this.earlierRows];
    this.products = new Int32Array(length);
    this.products.set(products);
    this.instants = new Float64Array(length);
    this.instants.set(instants);
    this.earlierRows = new Int32Array(length);
    this.earlierRows.set(earlierRows);
  }
}

function takeGreatest(quantities: ReadonlyMap<string, number>): Iterable<string> {
  if (quantities.size <= MAX_BASKET_PRODUCTS) return quantities.keys();
  return [...quantities]
    .sort(([skuA, a], [skuB, b]) => b - a || (skuA < skuB ? -1 : 1))
    .slice(0, MAX_BASKET_PRODUCTS)
    .map(([sku]) => sku);
}

function indexOf(indexes: Map<string, number>, key: string): number {
  const known = indexes.get(key);
  if (known !== undefined) return known;
  indexes.set(key, indexes.size);
  return indexes.size - 1;
}
