import { describe, expect, it } from 'vitest';
import {
  type CompiledRules,
  rulesAt,
  withCalibrations,
} from '../../../../../shared/domain/compiled-rules.ts';
import type { Calibration } from '../../../../../shared/domain/segment/calibration.ts';
import { classify } from '../../../../../shared/domain/segment/classify.ts';
import {
  CalibrationLearner,
  isNews,
} from '../../../../../shared/domain/segment/learning/calibration-learner.ts';
import type { PurchaseHistory } from '../../../../../shared/domain/segment/purchase-summary.ts';
import { day } from '../../../../support/inputs.ts';
import { rulesWith } from '../../../../support/rules.ts';
import { LEARNED_AT, somebodies, whoBought } from './some-customers.ts';

const LEARNING = {
  rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'learned' } },
  tiers: { share: { head: 0.2, mid: 0.4 } },
} as const;
const rules = rulesWith(LEARNING);

function learnFrom(
  customers: readonly PurchaseHistory[],
  { by = rules, former }: { readonly by?: CompiledRules; readonly former?: Calibration } = {},
): Calibration {
  const learner = new CalibrationLearner(by, LEARNED_AT);
  for (const customer of customers) learner.addCustomer(customer);
  return learner.learn(former);
}

const SHOP = somebodies(2_000);
const learned = learnFrom(SHOP);
const LEARNED_CUTS = [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)];

/** How many customers are in each class once the calibration holds. */
function count<Kind>(calibration: Calibration, kindOf: (classes: ReturnType<typeof classesOf>) => Kind) {
  const counts = new Map<Kind, number>();
  for (const customer of SHOP) {
    const kind = kindOf(classesOf(customer, calibration));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
const classesOf = (customer: PurchaseHistory, calibration: Calibration) =>
  classify(customer, rulesAt(withCalibrations(rules, [calibration]), LEARNED_AT), rules.counting, LEARNED_AT)
    .classes;

describe('CalibrationLearner', () => {
  it('gives a fifth of the customers each score of recency and of money, whose values differ', () => {
    for (const scale of ['r', 'm'] as const) {
      const counts = count(learned, ({ rfm }) => rfm?.[scale]);
      for (const score of [1, 2, 3, 4, 5]) {
        expect((counts.get(score) ?? 0) / SHOP.length).toBeGreaterThan(0.185);
        expect((counts.get(score) ?? 0) / SHOP.length).toBeLessThan(0.215);
      }
    }
  });

  it('makes a fifth of those who bought within the window the head, and two fifths the middle', () => {
    // Everybody has bought within the year.
    const counts = count(learned, ({ tier }) => tier);
    expect((counts.get('head') ?? 0) / SHOP.length).toBeCloseTo(0.2, 1);
    expect((counts.get('mid') ?? 0) / SHOP.length).toBeCloseTo(0.4, 1);
    expect((counts.get('tail') ?? 0) / SHOP.length).toBeCloseTo(0.4, 1);
  });

  it('leaves those who bought before the window out of the shares', () => {
    const longAgo = SHOP.map(() => whoBought([day(-100)], 100));
    expect(learnFrom([...SHOP, ...longAgo]).tiers).toEqual(learned.tiers);
  });

  it('gives everybody one score where everybody bought once, on one day', () => {
    const { rfm } = learnFrom(Array.from({ length: 200 }, () => whoBought([day(300)])));
    expect(rfm.frequencyOccasions).toEqual([2, 3, 4, 5]);
    expect(rfm.recencyDays).toEqual([66, 67, 68, 69]);
  });

  it('learns nothing about cut points from fewer than a hundred customers', () => {
    const few = learnFrom(SHOP.slice(0, 99));
    expect(few).toMatchObject({ customers: 99, rfm: {} });
    expect(few.tiers).toBeUndefined();
    expect(learnFrom(SHOP.slice(0, 100)).rfm.recencyDays).toEqual(LEARNED_CUTS);
  });

  it('leaves a scale that the shop fixes alone, and thresholds that are amounts', () => {
    const fixed = rulesWith({
      rfm: { cutPoints: { recency: 'fixed', frequency: 'fixed', monetary: 'learned' } },
    });
    const calibration = learnFrom(SHOP, { by: fixed });
    expect(calibration.rfm).toEqual({ monetaryMinor: LEARNED_CUTS });
    expect(calibration.tiers).toBeUndefined();
    // Even where a calibration of other times says something of them.
    const inForce = rulesAt(withCalibrations(fixed, [learned]), LEARNED_AT);
    expect(inForce.rfm.recencyDays).toEqual(fixed.rfm.recencyDays);
    expect(inForce.rfm.monetaryMinor).toEqual(learned.rfm.monetaryMinor);
    expect(inForce.tiers).toEqual(fixed.tiers);
  });

  it('keeps what held before where some customers more hardly change it', () => {
    const more = learnFrom([...SHOP, ...somebodies(20, { seed: 8 })], { former: learned });
    expect(isNews(more, learned)).toBe(false);
    expect(more).toMatchObject({ sequence: 2, customers: 2_020, rfm: learned.rfm, model: learned.model });
  });

  it('keeps nothing of what was learned in another currency, and goes on counting', () => {
    const { model, tiers } = learned;
    if (model === undefined || tiers === undefined) throw new Error('Too little was learned.');
    const inEuros: Calibration = {
      ...learned,
      sequence: 7,
      currency: 'EUR',
      tiers: { headMinor: tiers.headMinor + 1, midMinor: tiers.midMinor + 1 },
      model: { ...model, customers: 1 },
    };
    expect(learnFrom(SHOP, { former: inEuros })).toEqual({ ...learned, sequence: 8 });
    // In the same currency all of it is near enough to stay.
    expect(learnFrom(SHOP, { former: { ...inEuros, currency: 'USD' } })).toMatchObject({
      tiers: inEuros.tiers,
      model: { customers: 1 },
    });
  });

  it('knows the products that came last', () => {
    const learner = new CalibrationLearner(rules, LEARNED_AT);
    learner.addOrder(day(0), ['tea']);
    learner.addOrder(day(200), ['tea', 'cup']);
    const { arrivals } = learner.learn(undefined);
    expect(arrivals).toEqual({ cup: rules.counting.dayOf(day(200)) });
    expect(new CalibrationLearner(rules, LEARNED_AT).learn(undefined)).not.toHaveProperty('arrivals');
  });

  it('has no thresholds where too few bought within the window', () => {
    const longAgo = SHOP.slice(0, 500).map(() => whoBought([day(-100)]));
    const calibration = learnFrom([...longAgo, ...SHOP.slice(0, 99)]);
    expect(calibration.tiers).toBeUndefined();
    expect(calibration.rfm.recencyDays).toEqual(LEARNED_CUTS);
  });
});

describe('isNews', () => {
  it('is the first calibration', () => {
    expect(isNews(learned, undefined)).toBe(true);
  });

  it('is not what only counts or dates otherwise', () => {
    const again = { ...learned, sequence: 2, effectiveAt: day(400), customers: 3, gates: [] };
    expect(isNews(again, learned)).toBe(false);
  });

  it('is other cut points, thresholds, models, arrivals or another currency', () => {
    const { model } = learned;
    if (model === undefined) throw new Error('No model was learned.');
    const others: Partial<Calibration>[] = [
      { rfm: { ...learned.rfm, recencyDays: [1, 2, 3, 4] } },
      { rfm: {} },
      { tiers: { headMinor: 2, midMinor: 1 } },
      { model: { ...model, purchase: { ...model.purchase, r: 9 } } },
      { model: { ...model, spend: { p: 1, q: 2, gamma: 3 } } },
      { arrivals: { cup: 20_000 } },
      { currency: 'EUR' },
    ];
    for (const other of others) expect(isNews({ ...learned, ...other }, learned)).toBe(true);
    const { model: _, ...withoutModel } = learned;
    expect(isNews(withoutModel, learned)).toBe(true);
  });
});
