import { BestFirst } from './best-first.ts';
import { type BuyerIndex, buildBuyerIndex } from './buyer-index.ts';
import { type CustomerVectors, FULL_WEIGHT } from './customer-vectors.ts';
import type { Neighbour } from './product-neighbours.ts';
import { shrunkCosine } from './shrunk-cosine.ts';

/** What one customer alone bought together says nothing of others, and would tell on the customer. */
const MIN_CUSTOMERS_TOGETHER = 2;

export interface NeighbourOptions {
  /** In customers who bought both just now. */
  readonly shrinkage: number;
  /** At most so many for each product. */
  readonly count: number;
}

/**
 * Finds each product's nearest others, product by product over those who bought it (the loop of Linden, Smith, York 2003). There is never a table of pairs: the memory is the matrix and one row of sums as long as the catalogue.
 */
export function findNeighbours(
  vectors: CustomerVectors,
  skus: readonly string[],
  options: NeighbourOptions,
): Map<string, readonly Neighbour[]> {
  const buyers = buildBuyerIndex(vectors, skus.length);
  const norms = squaredNorms(buyers, skus.length);
  const shrinkage = options.shrinkage * FULL_WEIGHT * FULL_WEIGHT;
  const sums = new RowOfSums(skus.length);
  const neighbours = new Map<string, readonly Neighbour[]>();
  for (const [product, sku] of skus.entries()) {
    sums.fill(product, buyers, vectors);
    const best = new BestFirst(options.count);
    for (const other of sums.touched) {
      if (other === product || (sums.customers[other] ?? 0) < MIN_CUSTOMERS_TOGETHER) continue;
      const together = sums.together[other] ?? 0;
      const score = shrunkCosine(together, norms[product] ?? 0, norms[other] ?? 0, shrinkage);
      best.offer(skus[other] ?? '', score);
    }
    if (best.list.length > 0) neighbours.set(sku, best.list);
  }
  return neighbours;
}

/** One product's dot products with all others, of which only those it was bought with are touched. */
class RowOfSums {
  readonly together: Float64Array;
  readonly customers: Uint32Array;
  /** The products whose sums are not 0. */
  touched: number[] = [];

  constructor(productCount: number) {
    this.together = new Float64Array(productCount);
    this.customers = new Uint32Array(productCount);
  }

  fill(product: number, buyers: BuyerIndex, vectors: CustomerVectors): void {
    const { together, customers } = this;
    for (const other of this.touched) {
      together[other] = 0;
      customers[other] = 0;
    }
    this.touched = [];
    const lastBuyer = buyers.starts[product + 1] ?? 0;
    for (let buyer = buyers.starts[product] ?? 0; buyer < lastBuyer; buyer += 1) {
      const customer = buyers.customers[buyer] ?? 0;
      const weight = buyers.weights[buyer] ?? 0;
      const end = vectors.starts[customer + 1] ?? 0;
      for (let entry = vectors.starts[customer] ?? 0; entry < end; entry += 1) {
        const other = vectors.products[entry] ?? 0;
        const seen = customers[other] ?? 0;
        if (seen === 0) this.touched.push(other);
        customers[other] = seen + 1;
        together[other] = (together[other] ?? 0) + weight * (vectors.weights[entry] ?? 0);
      }
    }
  }
}

function squaredNorms(buyers: BuyerIndex, productCount: number): Float64Array {
  const norms = new Float64Array(productCount);
  for (let product = 0; product < productCount; product += 1) {
    let sum = 0;
    const end = buyers.starts[product + 1] ?? 0;
    for (let buyer = buyers.starts[product] ?? 0; buyer < end; buyer += 1)
      sum += (buyers.weights[buyer] ?? 0) ** 2;
    norms[product] = sum;
  }
  return norms;
}
