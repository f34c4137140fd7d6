import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationSchema } from '../../../../../shared/domain/segment/calibration.ts';
import {
  CalibrationLearner,
  isNews,
} from '../../../../../shared/domain/segment/learning/calibration-learner.ts';
import type { PurchaseHistory } from '../../../../../shared/domain/segment/purchase-summary.ts';
import { day } from '../../../../support/inputs.ts';
import { rulesWith } from '../../../../support/rules.ts';
import { LEARNED_AT, somebodies } from './some-customers.ts';

const rules = rulesWith({
  rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'learned' } },
  tiers: { share: { head: 0.2, mid: 0.4 } },
});
const SHOP = somebodies(700);
const ORDERS = Array.from({ length: 40 }, (_, number) => ({
  at: day((number * 37) % 300),
  skus: [`sku-${number % 11}`, String(20_000 + (number % 7))],
}));

function learnFrom(customers: readonly PurchaseHistory[], orders: readonly (typeof ORDERS)[number][]) {
  const learner = new CalibrationLearner(rules, LEARNED_AT);
  for (const customer of customers) learner.addCustomer(customer);
  for (const { at, skus } of orders) learner.addOrder(at, skus);
  return learner;
}

describe('CalibrationLearner', () => {
  it('learns the same, byte for byte, from customers and orders in any order', () => {
    const former = learnFrom(SHOP.slice(0, 600), ORDERS).learn(undefined);
    const expected = [undefined, former].map((last) => JSON.stringify(learnFrom(SHOP, ORDERS).learn(last)));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(SHOP, { minLength: SHOP.length }),
        fc.shuffledSubarray(ORDERS, { minLength: ORDERS.length }),
        (customers, orders) => {
          const learner = learnFrom(customers, orders);
          expect([undefined, former].map((last) => JSON.stringify(learner.learn(last)))).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('has nothing new to say after what it said was stored and read again', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(SHOP, { minLength: 90 }), (customers) => {
        const learned = learnFrom(customers, ORDERS).learn(undefined);
        const stored = calibrationSchema.parse(JSON.parse(JSON.stringify(learned)));
        expect(stored).toEqual(learned);
        expect(isNews(learnFrom(customers, ORDERS).learn(stored), stored)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });
});
