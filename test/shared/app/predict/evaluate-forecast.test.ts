import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../cli/demo-shop/seeded-random.ts';
import { evaluateForecast } from '../../../../shared/app/predict/evaluate-forecast.ts';
import type { PurchaseModel } from '../../../../shared/domain/segment/prediction/purchase-model.ts';

/** Customers who all start on day 0 and live by the model, day by day. */
function simulatePurchases(story: PurchaseModel, customers: number, days: number) {
  const random = seededRandom(21);
  return Array.from({ length: customers }, (_, index) => {
    const rate = random.gamma(story.r, 1 / story.alpha);
    const chance = random.beta(story.a, story.b);
    const bought = [0];
    for (let time = 0; !random.chance(chance); ) {
      time += random.exponential(rate);
      if (time > days) break;
      bought.push(Math.ceil(time));
    }
    const distinct = [...new Set(bought)];
    return { customerId: `c${index}`, days: distinct, valuesMinor: distinct.map(() => 1_000) };
  });
}

const logUntil = (asOfDay: number, all: ReturnType<typeof simulatePurchases>) => ({
  asOfDay,
  customers: all.map((one) => ({ ...one, days: one.days.filter((day) => day <= asOfDay) })),
  refundedOrders: 0,
  otherCurrencyOrders: 0,
});

describe('evaluateForecast', () => {
  const story: PurchaseModel = { kind: 'mbg-nbd', r: 0.7, alpha: 60, a: 0.8, b: 2.5, unitDays: 1 };
  const all = simulatePurchases(story, 40_000, 600);
  const evaluation = evaluateForecast(logUntil(300, all), logUntil(600, all), ['bg-nbd', 'mbg-nbd'], {
    unitDays: 1,
    minorPerMajor: 100,
  });

  it('counts the purchase days that came after the day it learned until', () => {
    const came = all.flatMap(({ days }) => days.filter((day) => day > 300)).length;
    expect(evaluation).toMatchObject({ customers: 40_000, horizonDays: 300, actual: came });
  });

  it('trusts the model that is true, and says so of its probabilities too', () => {
    const model = evaluation.models['mbg-nbd'];
    expect(Math.abs(model?.accuracy?.error ?? 1)).toBeLessThan(0.05);
    expect(model?.verdict.trust).toBe('yes');
    for (const { meanProbabilityOfOrder, shareWhoOrdered } of model?.deciles ?? [])
      expect(Math.abs(meanProbabilityOfOrder - shareWhoOrdered)).toBeLessThan(0.06);
    expect(model?.deciles).toHaveLength(10);
  });

  it('holds it against rules that forget that customers leave', () => {
    expect(evaluation.baselines.lastPeriod.error).toBeGreaterThan(0.2);
    expect(evaluation.recencyDays).toBeGreaterThan(0);
  });

  it('does not trust a model that cannot be fitted', () => {
    const once = all.map((one) => ({ ...one, days: [0] }));
    const { models, actual } = evaluateForecast(logUntil(300, once), logUntil(600, once), ['bg-nbd'], {
      unitDays: 1,
      minorPerMajor: 100,
    });
    expect(actual).toBe(0);
    expect(models['bg-nbd']).toMatchObject({
      fit: { status: 'failed', reason: 'no-repeat-buyers' },
      accuracy: undefined,
      verdict: { trust: 'no' },
    });
  });
});
