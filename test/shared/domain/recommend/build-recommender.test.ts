import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { buildRecommender } from '../../../../shared/domain/recommend/build-recommender.ts';
import { DAY_ZERO, smallBasket } from './small-basket.ts';

const pairs = (...customers: readonly string[]) =>
  customers.map((customer) => smallBasket(customer, ['tea', 'pot']));

const neighboursOf = (recommender: ReturnType<typeof buildRecommender>, sku: string): string[] =>
  (recommender.neighbours.get(sku) ?? []).map((neighbour) => neighbour.sku);

describe('buildRecommender', () => {
  it('puts products together that the same customers bought, in one basket or in two', () => {
    const recommender = buildRecommender([
      ...pairs('ann'),
      smallBasket('ben', ['tea']),
      smallBasket('ben', ['pot'], 3),
      smallBasket('cem', ['cup']),
    ]);
    expect(neighboursOf(recommender, 'tea')).toEqual(['pot']);
    expect(neighboursOf(recommender, 'pot')).toEqual(['tea']);
    expect(recommender.neighbours.has('cup')).toBe(false);
  });

  it('does not make neighbours of what one customer alone bought together', () => {
    const recommender = buildRecommender([...pairs('ann'), ...pairs('ann'), smallBasket('ben', ['tea'])]);
    expect(recommender.neighbours.size).toBe(0);
  });

  it('comes to the shrunk cosine: two customers of two products each, bought just now', () => {
    const recommender = buildRecommender(pairs('ann', 'ben'), { shrinkage: 2 });
    // Each pair counts 1/sqrt(2), so together = sqrt(2); the cosine of equal vectors is 1.
    const expected = Math.SQRT2 / (Math.SQRT2 + 2);
    expect(recommender.neighbours.get('tea')?.[0]?.score).toBeCloseTo(expected, 4);
    expect(
      buildRecommender(pairs('ann', 'ben'), { shrinkage: 0 }).neighbours.get('tea')?.[0]?.score,
    ).toBeCloseTo(1);
  });

  it('trusts what many customers bought together more than what two did', () => {
    const recommender = buildRecommender([
      ...['a', 'b'].map((customer) => smallBasket(customer, ['honey', 'spoon'])),
      ...['c', 'd', 'e', 'f', 'g', 'h'].map((customer) => smallBasket(customer, ['tea', 'pot'])),
    ]);
    const scoreOf = (sku: string): number => recommender.neighbours.get(sku)?.[0]?.score ?? 0;
    expect(scoreOf('tea')).toBeGreaterThan(scoreOf('honey'));
    expect(scoreOf('honey')).toBeGreaterThan(0);
  });

  it('counts what was bought longer ago for less', () => {
    const recommender = buildRecommender([
      ...['a', 'b', 'c'].map((customer) => smallBasket(customer, ['tea', 'winter-cup'], 0)),
      ...['d', 'e', 'f'].map((customer) => smallBasket(customer, ['tea', 'summer-cup'], 180)),
    ]);
    expect(neighboursOf(recommender, 'tea')).toEqual(['summer-cup', 'winter-cup']);
    expect(recommender.popular).toEqual(['tea', 'summer-cup', 'winter-cup']);
  });

  it('ranks the popular by baskets, halved each half-life, in all and by category', () => {
    const recommender = buildRecommender(
      [
        smallBasket('a', ['old@tea'], 0),
        smallBasket('b', ['old@tea'], 0),
        smallBasket('c', ['old@tea'], 0),
        smallBasket('d', ['cup@pottery', 'new@tea'], 28),
      ],
      { popularHalfLifeDays: 14 },
    );
    expect(recommender.popular).toEqual(['cup', 'new', 'old']);
    expect(recommender.popularByCategory).toEqual(
      new Map([
        ['tea', ['new', 'old']],
        ['pottery', ['cup']],
      ]),
    );
    const patient = buildRecommender(
      [...['a', 'b', 'c'].map((c) => smallBasket(c, ['old'], 0)), smallBasket('d', ['new'], 28)],
      { popularHalfLifeDays: 28 },
    );
    expect(patient.popular).toEqual(['old', 'new']);
  });

  it('knows when a product was first sold and under which category last', () => {
    const recommender = buildRecommender([
      smallBasket('a', ['tea@green'], 5),
      smallBasket('b', ['tea@gifts'], 9),
      smallBasket('c', ['tea'], 12),
    ]);
    expect(recommender.firstSoldAt.get('tea')).toBe(DAY_ZERO + 5 * DAY_MS);
    expect(recommender.categoryOf.get('tea')).toBe('gifts');
  });

  it('leaves out what is no product, everywhere', () => {
    const baskets = ['a', 'b', 'c'].map((customer) =>
      smallBasket(customer, ['tea', 'Post@fees', 'pot', 'SAMPLE-7']),
    );
    const usual = buildRecommender(baskets);
    expect(usual.popular).toEqual(['SAMPLE-7', 'pot', 'tea']);
    expect(usual.popularByCategory.size + usual.categoryOf.size).toBe(0);
    expect([...usual.firstSoldAt.keys()]).not.toContain('Post');
    const own = buildRecommender(baskets, { ignoredSkus: ['sample-*'] });
    expect(own.popular).toEqual(['Post', 'pot', 'tea']);
    expect(neighboursOf(own, 'tea')).toEqual(['Post', 'pot']);
  });

  it('counts the 100 products of the greatest quantities of a basket, and the 100 bought last of a customer', () => {
    const skus = Array.from({ length: 130 }, (_, at) => `P${String(at).padStart(3, '0')}`);
    const big = (customerId: string) => ({
      ...smallBasket(customerId, []),
      items: skus.map((sku, at) => ({ sku, quantity: at + 1 })),
    });
    const capped = buildRecommender([big('a'), big('b')], { neighbourCount: 1000 });
    expect([...capped.firstSoldAt.keys()].toSorted()).toEqual(skus.slice(30));

    const daily = ['a', 'b'].flatMap((customer) => skus.map((sku, day) => smallBasket(customer, [sku], day)));
    const recommender = buildRecommender(daily, { neighbourCount: 1000 });
    expect([...recommender.neighbours.keys()].toSorted()).toEqual(skus.slice(30));
    expect(neighboursOf(recommender, 'P129')).toHaveLength(99);
  });

  it('keeps as many neighbours and popular products as asked for, those of equal score by SKU', () => {
    const recommender = buildRecommender(
      ['a', 'b'].map((customer) => smallBasket(customer, ['P5', 'P3', 'P4', 'P1', 'P2'])),
      { neighbourCount: 2, popularCount: 3 },
    );
    expect(neighboursOf(recommender, 'P1')).toEqual(['P2', 'P3']);
    expect(neighboursOf(recommender, 'P5')).toEqual(['P1', 'P2']);
    expect(recommender.popular).toEqual(['P1', 'P2', 'P3']);
  });

  it('takes of two categories of a product at one instant the one that sorts last', () => {
    const baskets = [
      smallBasket('a', ['tea@green']),
      smallBasket('b', ['tea@white']),
      smallBasket('c', ['tea@black']),
    ];
    expect(buildRecommender(baskets).categoryOf.get('tea')).toBe('white');
    expect(buildRecommender(baskets.toReversed()).categoryOf.get('tea')).toBe('white');
  });

  it('ranks what was sold years before the rest by how many baskets held it', () => {
    const recommender = buildRecommender([
      ...['a', 'b', 'c'].map((customer) => smallBasket(customer, ['Z-often'])),
      smallBasket('d', ['A-once']),
      smallBasket('e', ['new'], 2000),
    ]);
    expect(recommender.popular).toEqual(['new', 'Z-often', 'A-once']);
  });

  it('counts a purchase after the instant that it looks from as one made then', () => {
    const baskets = [
      smallBasket('a', ['later'], 90),
      smallBasket('b', ['now', 'now-too'], 0),
      smallBasket('c', ['now'], 0),
    ];
    expect(buildRecommender(baskets, { asOf: DAY_ZERO }).popular).toEqual(['now', 'later', 'now-too']);
  });

  it('learns the same of a shop that has rested for years', () => {
    const baskets = [
      ...pairs('ann', 'ben'),
      smallBasket('ann', ['cup'], 40),
      smallBasket('ben', ['cup'], 60),
    ];
    const later = DAY_ZERO + 5000 * DAY_MS;
    expect(buildRecommender(baskets, { asOf: later })).toEqual(buildRecommender(baskets));
  });

  it('keeps thousands of purchases apart by customer and by instant', () => {
    const couples = Array.from({ length: 1500 }, (_, at) => [
      smallBasket(`x-${at}`, [`L${at}`, `R${at}`], at % 7),
      smallBasket(`y-${at}`, [`R${at}`, `L${at}`], at % 7),
    ]).flat();
    const recommender = buildRecommender([...couples, smallBasket('z', ['L0'], 7)], { popularCount: 1 });
    expect(recommender.neighbours.size).toBe(3000);
    for (const [sku, list] of recommender.neighbours) {
      expect(list.map((neighbour) => neighbour.sku)).toEqual([
        `${sku.startsWith('L') ? 'R' : 'L'}${sku.slice(1)}`,
      ]);
    }
    const scoreOf = (sku: string): number => recommender.neighbours.get(sku)?.[0]?.score ?? 0;
    expect(scoreOf('L6')).toBeGreaterThan(scoreOf('L7'));
    expect(scoreOf('L7')).toBe(scoreOf('L1498'));
  });

  it('makes an empty recommender of no baskets', () => {
    const { neighbours, popular } = buildRecommender([]);
    expect([neighbours.size, popular.length]).toEqual([0, 0]);
  });
});
