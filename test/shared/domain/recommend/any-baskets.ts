import fc from 'fast-check';
import type { Basket } from '../../../../shared/domain/recommend/basket.ts';
import { DAY_ZERO } from './small-basket.ts';

const SKUS = Array.from({ length: 12 }, (_, at) => `P${at}`);

export const anySku: fc.Arbitrary<string> = fc.constantFrom(...SKUS);

/** Baskets of few products and few customers, so that they meet. */
export const anyBaskets: fc.Arbitrary<Basket[]> = fc.array(
  fc.record({
    customerId: fc.constantFrom('ann', 'ben', 'cem', 'dan', 'eve'),
    at: fc.integer({ min: 0, max: 400 * 24 }).map((hours) => DAY_ZERO + hours * 3_600_000),
    items: fc.array(
      fc
        .record({
          sku: anySku,
          quantity: fc.integer({ min: 1, max: 9 }),
          category: fc.constantFrom('tea', 'cup', ''),
        })
        .map(({ sku, quantity, category }) => ({ sku, quantity, ...(category !== '' && { category }) })),
      { maxLength: 6 },
    ),
  }),
  { maxLength: 30 },
);
