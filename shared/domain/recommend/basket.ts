import type { Instant } from '../instant.ts';

/** What one customer bought at one time. */
export interface Basket {
  readonly customerId: string;
  readonly at: Instant;
  readonly items: readonly BasketItem[];
}

interface BasketItem {
  readonly sku: string;
  readonly category?: string;
  readonly quantity: number;
}
