import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../../shared/domain/customer/order-contents.ts';
import { day, orderPlaced } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { rulesWith } from '../../../support/rules.ts';

describe('contentsOf', () => {
  it('is nothing where the shop told only a total', () => {
    expect(contentsOf(orderPlaced())).toBeUndefined();
  });

  it('takes a coupon or a discount for a discounted order, and silence for full price', () => {
    expect(contentsOf(orderPlaced({ coupon: 'SPRING' }))?.discounted).toBe(true);
    expect(contentsOf(orderPlaced({ discountMinor: 500 }))?.discounted).toBe(true);
    expect(contentsOf(orderPlaced({ discountMinor: 0 }))?.discounted).toBe(false);
    expect(contentsOf(orderPlaced({ items: [] }))?.discounted).toBe(false);
  });

  it('adds up lines of one product and gives each its part of the value', () => {
    const items = [
      { sku: 'tea', category: 'green', quantity: 2, priceMinor: 1_000 },
      { sku: 'cup', quantity: 1, priceMinor: 5_000 },
      { sku: 'tea', quantity: 1, priceMinor: 1_000 },
    ];
    expect(contentsOf(orderPlaced({ items }))?.items).toEqual([
      { sku: 'cup', percent: 63 },
      { sku: 'tea', category: 'green', percent: 38 },
    ]);
  });

  it('keeps the eight items worth most', () => {
    const items = Array.from({ length: 20 }, (_, n) => ({ sku: `s${n}`, quantity: 1, priceMinor: n * 100 }));
    expect(contentsOf(orderPlaced({ items }))?.items.map(({ sku }) => sku)).toEqual(
      [19, 18, 17, 16, 15, 14, 13, 12].map((n) => `s${n}`),
    );
  });
});

describe('a customer of many orders', () => {
  it('keeps the contents of the newest twenty only', () => {
    const customer = new LiveCustomer(rulesWith());
    for (let n = 0; n < 25; n += 1)
      customer.live(orderPlaced({ orderId: `o${n}`, occurredAt: day(n), channel: 'web' }));
    const kept = customer.state?.orders.filter(({ contents }) => contents !== undefined);
    expect(kept?.map(({ orderId }) => orderId)).toEqual(Array.from({ length: 20 }, (_, n) => `o${n + 5}`));
  });

  it('forgets nothing of an order that is told again without its contents', () => {
    const customer = new LiveCustomer(rulesWith());
    customer.live(orderPlaced({ id: 'first', channel: 'web' }));
    customer.live(orderPlaced({ id: 'again' }));
    expect(customer.state?.orders[0]?.contents?.channel).toBe('web');
  });
});
