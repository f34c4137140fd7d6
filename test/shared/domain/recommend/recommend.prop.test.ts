import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRecommender } from '../../../../shared/domain/recommend/build-recommender.ts';
import { lookupIn } from '../../../../shared/domain/recommend/lookup-in.ts';
import { recommend } from '../../../../shared/domain/recommend/recommend.ts';
import { anyBaskets, anySku } from './any-baskets.ts';

const anyQuestion = fc.record({
  baskets: anyBaskets,
  recent: fc.array(anySku, { maxLength: 8 }),
  exclude: fc.uniqueArray(anySku, { maxLength: 4 }),
  count: fc.integer({ min: 0, max: 14 }),
  category: fc.constantFrom('', 'tea', 'cup', 'unknown'),
});

type Question = typeof anyQuestion extends fc.Arbitrary<infer Value> ? Value : never;

const answer = ({ baskets, recent, exclude, count, category }: Question): readonly string[] =>
  recommend(recent, lookupIn(buildRecommender(baskets)), {
    count,
    exclude: new Set(exclude),
    ...(category !== '' && { category }),
  });

describe('recommend', () => {
  it('never recommends what was just bought or is excluded', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const unwanted = new Set([...question.recent, ...question.exclude]);
        expect(answer(question).filter((sku) => unwanted.has(sku))).toEqual([]);
      }),
    );
  });

  it('recommends none twice, and as many as asked for or all there are', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const skus = answer(question);
        const sold = new Set(question.baskets.flatMap(({ items }) => items.map(({ sku }) => sku)));
        const unwanted = new Set([...question.recent, ...question.exclude]);
        const left = [...sold].filter((sku) => !unwanted.has(sku));
        expect(new Set(skus).size).toBe(skus.length);
        expect(skus.length).toBe(Math.min(question.count, left.length));
      }),
    );
  });

  it('gives a shorter list as the beginning of the longer', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const all = answer({ ...question, count: 100 });
        expect(answer(question)).toEqual(all.slice(0, question.count));
      }),
    );
  });
});
