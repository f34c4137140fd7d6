import { describe, expect, it } from 'vitest';
import { openOrders } from '../../../../cli/orders/open-orders.ts';
import { collectBaskets } from '../../../../shared/app/recommend/collect-baskets.ts';
import { evaluateRecommendations } from '../../../../shared/app/recommend/evaluate-recommendations.ts';
import type { ShopEvent } from '../../../../shared/contracts/shop-event.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { Basket } from '../../../../shared/domain/recommend/basket.ts';
import { collectRows } from '../../../cli/orders/read-text.ts';
import { describeWithData } from '../../../support/real-data.ts';
import { DAY_ZERO, smallBasket } from '../../domain/recommend/small-basket.ts';

const SPLIT = DAY_ZERO + 30 * DAY_MS;

/** Customers of twelve tastes: each buys one half of its taste's products before the split, and the next after it. */
function tastes(customers: number, next: (taste: number) => readonly string[]): Basket[] {
  return Array.from({ length: customers }, (_, at) => {
    const taste = at % 12;
    const skus = ['a', 'b', 'c'].map((part) => `T${taste}-${part}`);
    const teacher = smallBasket(`teacher-${at}`, [...skus, `T${taste}-d`], at % 25);
    return [
      teacher,
      smallBasket(`c-${at}`, skus, at % 25),
      smallBasket(`c-${at}`, next(taste), 31 + (at % 5)),
    ];
  }).flat();
}

describe('evaluateRecommendations', () => {
  it('finds them better where what is bought together says what comes next', () => {
    const result = evaluateRecommendations(
      tastes(120, (taste) => [`T${taste}-d`]),
      SPLIT,
      { count: 2 },
    );
    expect(result).toMatchObject({
      cases: 120,
      trainingBaskets: 240,
      outcome: 'better',
      ours: { hitRate: 1, recall: 1, meanReciprocalRank: 1 },
    });
    expect(result.popularity.hitRate).toBeLessThan(0.3);
    expect(result.verdict).toMatch(/^Of 120 customers who bought something new, 100\.0% found it among 2 /);
  });

  it('finds them worse where everybody buys what is popular next', () => {
    const fashion = Array.from({ length: 60 }, (_, at) => smallBasket(`fan-${at}`, ['HIT'], 29));
    const result = evaluateRecommendations([...tastes(120, () => ['HIT']), ...fashion], SPLIT, { count: 1 });
    expect(result).toMatchObject({ outcome: 'worse', ours: { hitRate: 0 }, popularity: { hitRate: 1 } });
    expect(result.gain?.difference).toBe(-1);
  });

  it('finds no difference where neither finds anything', () => {
    const result = evaluateRecommendations(
      tastes(120, () => ['NEW']),
      SPLIT,
    );
    expect(result).toMatchObject({ cases: 120, outcome: 'no-difference', gain: { difference: 0 } });
  });

  it('leaves what a customer has out of the popular products too', () => {
    const fans = ['a', 'b', 'c'].flatMap((customer) => [
      smallBasket(customer, ['HIT'], 20),
      smallBasket(customer, ['SECOND'], 31),
    ]);
    const others = ['d', 'e'].map((customer) => smallBasket(customer, ['SECOND'], 20));
    const result = evaluateRecommendations([...fans, ...others], SPLIT, { count: 1 });
    expect(result).toMatchObject({ cases: 3, ours: { hitRate: 1 }, popularity: { hitRate: 1 } });
  });

  it('asks first by what a customer bought last', () => {
    const teachers = ['a', 'b', 'c'].flatMap((customer) => [
      smallBasket(`tea-${customer}`, ['tea', 'tea-pot'], 15),
      smallBasket(`ink-${customer}`, ['ink', 'ink-pot'], 15),
    ]);
    const learner = [
      smallBasket('l', ['ink'], 10),
      smallBasket('l', ['tea'], 20),
      smallBasket('l', ['tea-pot'], 31),
    ];
    const result = evaluateRecommendations([...teachers, ...learner], SPLIT, {
      count: 1,
      halfLifeDays: 100_000,
    });
    expect(result).toMatchObject({ cases: 1, ours: { hitRate: 1 } });
    const turned = learner.map((basket, at) =>
      at === 2 ? basket : { ...basket, at: learner[1 - at]?.at ?? 0 },
    );
    expect(
      evaluateRecommendations([...teachers, ...turned], SPLIT, { count: 1, halfLifeDays: 100_000 }),
    ).toMatchObject({
      cases: 1,
      ours: { hitRate: 0 },
    });
  });

  it('asks for the next basket alone, for what is new in it, and only of customers with a past', () => {
    const baskets = [
      smallBasket('ann', ['tea', 'pot'], 1),
      smallBasket('ben', ['tea', 'pot', 'cup'], 2),
      smallBasket('cem', ['tea', 'pot', 'cup'], 3),
      smallBasket('ann', ['tea', 'POST', 'cup', 'vase'], 31),
      smallBasket('ann', ['soap'], 32),
      smallBasket('ben', ['tea'], 31),
      smallBasket('new', ['cup'], 31),
    ];
    const result = evaluateRecommendations(baskets.toReversed(), SPLIT);
    expect(result).toMatchObject({
      cases: 1,
      ours: { hitRate: 1, recall: 0.5, meanReciprocalRank: 1 },
      outcome: 'too-few-cases',
    });
    expect(result.verdict).toContain('Only 1 customers');
  });

  it('learns nothing from what comes after the split', () => {
    const before = tastes(60, (taste) => [`T${taste}-d`]);
    const later = Array.from({ length: 60 }, (_, at) => smallBasket(`later-${at}`, ['T0-a', 'LATE'], 50));
    expect(evaluateRecommendations([...before, ...later], SPLIT)).toEqual(
      evaluateRecommendations(before, SPLIT),
    );
  });

  it('has no verdict but that there are too few cases where there are none', () => {
    expect(evaluateRecommendations([], SPLIT)).toMatchObject({
      cases: 0,
      gain: undefined,
      outcome: 'too-few-cases',
    });
  });
});

describeWithData(
  'recommendations on all of Online Retail',
  ['online-retail/online-retail.csv.gz'],
  (file) => {
    it('beat popular products on the baskets of its last ten weeks, which nothing was chosen by', async () => {
      const events: ShopEvent[] = [];
      for (const row of await collectRows((await openOrders(file)).results))
        if (row.kind === 'event') events.push(row.event);
      const result = evaluateRecommendations(collectBaskets(events), Date.UTC(2011, 8, 30));
      const { ours, popularity, gain } = result;
      console.info(result.verdict, { ours, popularity });
      expect(result.cases).toBeGreaterThan(1500);
      expect(result.outcome).toBe('better');
      expect(gain?.low).toBeGreaterThan(0.02);
      expect(ours.hitRate).toBeGreaterThan(popularity.hitRate + 0.04);
      expect(ours.recall).toBeGreaterThan(popularity.recall * 1.5);
      expect(ours.meanReciprocalRank).toBeGreaterThan(popularity.meanReciprocalRank * 1.3);
    });
  },
);
