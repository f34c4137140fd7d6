import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRecommender } from '../../../../shared/domain/recommend/build-recommender.ts';
import { anyBaskets } from './any-baskets.ts';

/** More than the products there are, so that no list is cut off. */
const UNCUT = { neighbourCount: 100, popularCount: 100 };

const plain = (recommender: ReturnType<typeof buildRecommender>) =>
  Object.fromEntries(
    Object.entries(recommender).map(([name, part]) => [
      name,
      part instanceof Map ? Object.fromEntries([...part].toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
    ]),
  );

describe('buildRecommender', () => {
  it('gives the same, to the last bit, whatever the order of the baskets', () => {
    const shuffled = anyBaskets.chain((baskets) =>
      fc.tuple(fc.constant(baskets), fc.shuffledSubarray(baskets, { minLength: baskets.length })),
    );
    fc.assert(
      fc.property(shuffled, ([baskets, others]) => {
        expect(plain(buildRecommender(others))).toEqual(plain(buildRecommender(baskets)));
      }),
    );
  });

  it('scores each pair the same in both directions, above 0 and below 1', () => {
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const { neighbours } = buildRecommender(baskets, UNCUT);
        for (const [sku, list] of neighbours) {
          for (const { sku: other, score } of list) {
            expect(score).toBeGreaterThan(0);
            expect(score).toBeLessThan(1);
            expect(neighbours.get(other)).toContainEqual({ sku, score });
          }
        }
      }),
    );
  });

  it('agrees with a count over all pairs by hand on who is a neighbour of whom', () => {
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const buyers = new Map<string, Set<string>>();
        for (const { customerId, items } of baskets)
          for (const { sku } of items) buyers.set(sku, (buyers.get(sku) ?? new Set()).add(customerId));
        const { neighbours } = buildRecommender(baskets, UNCUT);
        for (const [sku, ofOne] of buyers) {
          const others = [...buyers].filter(
            ([other, ofOther]) =>
              other !== sku && [...ofOther].filter((buyer) => ofOne.has(buyer)).length >= 2,
          );
          expect(new Set(neighbours.get(sku)?.map((neighbour) => neighbour.sku))).toEqual(
            new Set(others.map(([other]) => other)),
          );
        }
      }),
    );
  });

  it('lists neighbours and popular products without duplicates, and never a product beside itself', () => {
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const { neighbours, popular, firstSoldAt } = buildRecommender(baskets, UNCUT);
        expect(new Set(popular)).toEqual(new Set(firstSoldAt.keys()));
        expect(popular.length).toBe(firstSoldAt.size);
        for (const [sku, list] of neighbours) {
          const skus = list.map((neighbour) => neighbour.sku);
          expect(new Set(skus).size).toBe(skus.length);
          expect(skus).not.toContain(sku);
        }
      }),
    );
  });
});
