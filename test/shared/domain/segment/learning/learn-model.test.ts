import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../../shared/domain/instant.ts';
import { learnModel } from '../../../../../shared/domain/segment/learning/learn-model.ts';
import { PatternTally } from '../../../../../shared/domain/segment/learning/pattern-tally.ts';
import type { PredictionRules } from '../../../../../shared/domain/segment/prediction-rules.ts';
import {
  type PurchaseHistory,
  summarizePurchases,
} from '../../../../../shared/domain/segment/purchase-summary.ts';
import { rulesWith } from '../../../../support/rules.ts';
import { LEARNED_AT, somebodies, whoBought } from './some-customers.ts';

const { counting, prediction } = rulesWith();

function tallyOf(histories: readonly PurchaseHistory[], rules: PredictionRules = prediction): PatternTally {
  const tally = new PatternTally(counting.dayOf, rules.unitDays, LEARNED_AT);
  for (const history of histories) {
    const purchases = summarizePurchases(history, LEARNED_AT - 365 * DAY_MS, counting);
    if (purchases !== undefined) tally.add(purchases);
  }
  return tally;
}

const SHOP = somebodies(1_500);
const shop = tallyOf(SHOP);
const learned = learnModel(shop, prediction, undefined);
const failedGates = ({ gates }: ReturnType<typeof learnModel>): string[] =>
  gates.filter(({ isPassed }) => !isPassed).map(({ name }) => name);

describe('learnModel', () => {
  it('fits both models where the gates let them be trusted', () => {
    expect(failedGates(learned)).toEqual([]);
    expect(learned.model).toMatchObject({
      purchase: { kind: 'mbg-nbd', unitDays: 7 },
      spend: { p: expect.any(Number) },
      customers: 1_500,
    });
    // The customers live through r 1.2, alpha 6, a 0.8, b 2.5.
    expect(learned.model?.purchase.r).toBeGreaterThan(0.8);
    expect(learned.model?.purchase.r).toBeLessThan(1.8);
  });

  it('has no model where a gate is not passed, and says which', () => {
    const few = learnModel(tallyOf(SHOP.slice(0, 499)), prediction, learned.model);
    expect(few.model).toBeUndefined();
    expect(failedGates(few)).toEqual(['customers']);
  });

  it('counts a fit that fails as a gate: nobody has bought twice', () => {
    const once = SHOP.map(({ orders }) => ({ orders: orders.slice(0, 1) }));
    const noGates = { ...prediction, gates: { ...prediction.gates, customersWithThreeOrders: 0 } };
    const result = learnModel(tallyOf(once), noGates, learned.model);
    expect(result.model).toBeUndefined();
    expect(failedGates(result)).toEqual(['fit']);
  });

  it('keeps the former model where some customers more change it by no more than chance would', () => {
    const later = learnModel(tallyOf([...SHOP, ...somebodies(20, { seed: 8 })]), prediction, learned.model);
    expect(later.model).toBe(learned.model);
  });

  it('takes the new model where customers buy differently now', () => {
    const story = { kind: 'mbg-nbd' as const, r: 4, alpha: 10, a: 0.5, b: 6, unitDays: 7 };
    const others = tallyOf(somebodies(1_500, { story }));
    const { model } = learnModel(others, prediction, learned.model);
    expect(model?.purchase).not.toEqual(learned.model?.purchase);
    // The same as if it had never known another.
    const anew = learnModel(others, prediction, undefined);
    expect(model?.logLikelihood).toBeCloseTo(anew.model?.logLikelihood ?? 0, 3);
  });

  it('takes the new model where the shop has changed the model or its unit of time', () => {
    const bg = learnModel(shop, { ...prediction, model: 'bg-nbd' }, learned.model);
    expect(bg.model?.purchase.kind).toBe('bg-nbd');
    const daily = { ...prediction, unitDays: 1 };
    expect(learnModel(tallyOf(SHOP, daily), daily, learned.model).model?.purchase.unitDays).toBe(1);
  });

  it('learns what customers spend once it can, although the former purchase model still holds', () => {
    if (learned.model === undefined) throw new Error('Nothing was learned.');
    const { spend, ...withoutSpend } = learned.model;
    const { model } = learnModel(shop, prediction, withoutSpend);
    expect(model).toEqual({ ...withoutSpend, spend });
  });

  it('follows what customers spend where prices have gone up, although they buy as often as before', () => {
    const dearer = SHOP.map(({ orders }) => ({
      orders: orders.map((order) => ({ ...order, totalMinor: order.totalMinor * 2 })),
    }));
    const { model } = learnModel(tallyOf(dearer), prediction, learned.model);
    expect(model?.purchase).toEqual(learned.model?.purchase);
    const mean = (spend = { p: 0, q: 2, gamma: 0 }) => (spend.p * spend.gamma) / (spend.q - 1);
    expect(mean(model?.spend) / mean(learned.model?.spend)).toBeCloseTo(2, 3);
  });

  it('has no spend model where all repeat orders were worth nothing', () => {
    const free = SHOP.map(({ orders }) =>
      whoBought(
        orders.map(({ at }) => at),
        0,
      ),
    );
    const { model } = learnModel(tallyOf(free), prediction, undefined);
    expect(model?.purchase).toEqual(learned.model?.purchase);
    expect(model?.spend).toBeUndefined();
  });
});
