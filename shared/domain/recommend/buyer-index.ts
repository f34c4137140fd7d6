import type { CustomerVectors } from './customer-vectors.ts';

/** Who bought each product, by how much it counts: the columns of the matrix. Product `p` has `starts[p]` to `starts[p + 1]`. */
export interface BuyerIndex {
  readonly starts: Uint32Array;
  readonly customers: Int32Array;
  readonly weights: Uint16Array;
}

/** Turns the rows of the matrix of customers and products into its columns, in time linear in its entries. */
export function buildBuyerIndex(vectors: CustomerVectors, productCount: number): BuyerIndex {
  const { products, weights } = vectors;
  const starts = new Uint32Array(productCount + 1);
  for (const product of products) starts[product + 1] = (starts[product + 1] ?? 0) + 1;
  for (let product = 0; product < productCount; product += 1)
    starts[product + 1] = (starts[product + 1] ?? 0) + (starts[product] ?? 0);

  const next = starts.slice();
  const customers = new Int32Array(products.length);
  const weightsOfBuyers = new Uint16Array(products.length);
  for (let customer = 0; customer + 1 < vectors.starts.length; customer += 1) {
    const end = vectors.starts[customer + 1] ?? 0;
    for (let entry = vectors.starts[customer] ?? 0; entry < end; entry += 1) {
      const product = products[entry] ?? 0;
      const place = next[product] ?? 0;
      customers[place] = customer;
      weightsOfBuyers[place] = weights[entry] ?? 0;
      next[product] = place + 1;
    }
  }
  return { starts, customers, weights: weightsOfBuyers };
}
