import { describe, expect, it } from 'vitest';
import { expectedOrders } from '../../../../../shared/domain/segment/prediction/expected-orders.ts';
import { lifetimeValue } from '../../../../../shared/domain/segment/prediction/lifetime-value.ts';
import { medianWaitForNextOrder } from '../../../../../shared/domain/segment/prediction/next-order.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';

const model: PurchaseModel = { kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, unitDays: 7 };
const pattern = { x: 2, tx: 30.43, T: 38.86 };
const terms = { horizon: 52, spend: 20, margin: 1, discountRate: 0 };

describe('lifetimeValue', () => {
  it('is the expected orders times what one earns, where nothing is discounted', () => {
    const orders = expectedOrders(model, pattern, 52);
    expect(lifetimeValue(model, pattern, terms)).toBeCloseTo(orders * 20, 9);
    expect(lifetimeValue(model, pattern, { ...terms, margin: 0.3 })).toBeCloseTo(orders * 6, 9);
  });

  it('is discounted by about half a year where a year is forecast', () => {
    const share =
      lifetimeValue(model, pattern, { ...terms, discountRate: 0.2 }) / lifetimeValue(model, pattern, terms);
    expect(share).toBeGreaterThan(1 / 1.2 ** 0.5);
    expect(share).toBeLessThan(1);
  });

  it('is the same whether the model counts in days or in weeks', () => {
    const inDays = { ...model, alpha: model.alpha * 7, unitDays: 1 };
    const days = { x: 2, tx: pattern.tx * 7, T: pattern.T * 7 };
    const discounted = { ...terms, discountRate: 0.1 };
    expect(lifetimeValue(inDays, days, { ...discounted, horizon: 364 })).toBeCloseTo(
      lifetimeValue(model, pattern, discounted),
      8,
    );
  });
});

describe('medianWaitForNextOrder', () => {
  it('is that of a Lomax variable, and shorter the more often the customer has bought', () => {
    expect(medianWaitForNextOrder({ ...model, r: 1, alpha: 10 }, { x: 0, tx: 0, T: 5 })).toBeCloseTo(15, 9);
    expect(medianWaitForNextOrder(model, { x: 9, tx: 30, T: 38 })).toBeLessThan(
      medianWaitForNextOrder(model, { x: 2, tx: 30, T: 38 }),
    );
  });
});
