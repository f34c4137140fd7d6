import { describe, expect, it } from 'vitest';
import { predictCustomers } from '../../../../shared/app/predict/predict-customers.ts';
import { expectedOrders } from '../../../../shared/domain/segment/prediction/expected-orders.ts';
import { probabilityAlive } from '../../../../shared/domain/segment/prediction/probability-alive.ts';
import type { PurchaseModel } from '../../../../shared/domain/segment/prediction/purchase-model.ts';
import { expectedSpend } from '../../../../shared/domain/segment/prediction/spend-model.ts';

const model: PurchaseModel = { kind: 'mbg-nbd', r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, unitDays: 7 };
const spend = { p: 6.25, q: 3.74, gamma: 15.44 };
const customer = (customerId: string, ...days: readonly number[]) => ({
  customerId,
  days,
  valuesMinor: days.map(() => 2_000),
});
const log = {
  asOfDay: 280,
  customers: [customer('regular', 0, 70, 140, 210, 273), customer('gone', 0, 7, 14, 21), customer('once', 0)],
  refundedOrders: 0,
  otherCurrencyOrders: 0,
};
const terms = { model, spend, minorPerMajor: 100, horizonDays: 273, discountRate: 0, margin: 0.5 };

describe('predictCustomers', () => {
  const [regular, gone, once] = predictCustomers(log, terms);

  it('says of each customer what the models say of their pattern', () => {
    const pattern = { x: 4, tx: 39, T: 40 };
    expect(regular).toMatchObject({ customerId: 'regular', ...pattern });
    expect(regular?.probabilityAlive).toBeCloseTo(probabilityAlive(model, pattern), 12);
    expect(regular?.expectedOrders).toBeCloseTo(expectedOrders(model, pattern, 39), 12);
    expect(regular?.expectedSpend).toBeCloseTo(expectedSpend(spend, 4, 20), 12);
    expect(regular?.lifetimeValue).toBeCloseTo(
      expectedOrders(model, pattern, 39) * expectedSpend(spend, 4, 20) * 0.5,
      9,
    );
  });

  it('names a day of the next order only where the customer is likely there and it is in sight', () => {
    expect(regular?.nextOrderDay).toBeGreaterThan(280);
    expect(regular?.nextOrderDay).toBeLessThan(280 + 70);
    expect(gone?.probabilityAlive).toBeLessThan(0.1);
    expect(gone?.nextOrderDay).toBeUndefined();
    const [, , slow] = predictCustomers(log, { ...terms, model: { ...model, kind: 'bg-nbd', r: 0.1 } });
    expect(slow).toMatchObject({ probabilityAlive: 1, nextOrderDay: undefined });
  });

  it("expects everybody's mean spend of who bought once", () => {
    expect(once?.expectedSpend).toBeCloseTo((6.25 * 15.44) / 2.74, 9);
  });

  it('has no money where there is no spend model', () => {
    const [without] = predictCustomers(log, { ...terms, spend: undefined });
    expect(without).toMatchObject({ expectedSpend: undefined, lifetimeValue: undefined });
  });
});
