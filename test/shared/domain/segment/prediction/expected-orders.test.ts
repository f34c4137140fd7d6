import { describe, expect, it } from 'vitest';
import {
  expectedOrders,
  expectedOrdersOfNewCustomer,
} from '../../../../../shared/domain/segment/prediction/expected-orders.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import { simulateBuyers } from '../../../../support/simulated-buyers.ts';

const published: PurchaseModel = { kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, unitDays: 7 };

describe('expectedOrders', () => {
  it('is what Fader, Hardie and Lee give for the first CDNOW customer', () => {
    expect(expectedOrders(published, { x: 2, tx: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 3);
  });

  it('is nothing within no time', () => {
    expect(expectedOrders(published, { x: 2, tx: 30.43, T: 38.86 }, 0)).toBe(0);
  });

  it.each(['bg-nbd', 'mbg-nbd'] as const)('is what simulated %s customers do on average', (kind) => {
    const story: PurchaseModel = { kind, r: 0.8, alpha: 5, a: 0.9, b: 2, unitDays: 7 };
    let [expected, came, ofNew, repeats, customers] = [0, 0, 0, 0, 0];
    for (const buyer of simulateBuyers(story, { customers: 40_000, T: () => 30, horizon: 60, seed: 11 })) {
      customers += 1;
      expected += expectedOrders(story, buyer.pattern, 60);
      came += buyer.later;
      repeats += buyer.pattern.x;
      ofNew += expectedOrdersOfNewCustomer(story, 30);
    }
    expect(customers).toBe(40_000);
    expect(Math.abs(expected / came - 1)).toBeLessThan(0.03);
    expect(Math.abs(ofNew / repeats - 1)).toBeLessThan(0.03);
  });
});
