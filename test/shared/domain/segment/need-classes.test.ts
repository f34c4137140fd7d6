import { describe, expect, it } from 'vitest';
import type { CountedOrder, OrderContents } from '../../../../shared/domain/customer/customer-state.ts';
import { classifyNeeds, needEvidence } from '../../../../shared/domain/segment/need-classes.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';

const { needs, counting } = rulesWith();
const { dayOf } = counting;

const order = (position: number, contents?: Partial<OrderContents> & { skus?: string[] }): CountedOrder => ({
  orderId: `o${position}`,
  at: day(position * 10),
  totalMinor: 5_000,
  currency: 'USD',
  refundedMinor: 0,
  ...(contents !== undefined && {
    contents: {
      discounted: contents.discounted ?? false,
      items: (contents.skus ?? []).map((sku) => ({ sku, percent: 10 })),
    },
  }),
});

const classesOf = (orders: CountedOrder[], arrivals?: Record<string, number>) =>
  classifyNeeds(orders, needs, arrivals, dayOf);

describe('classifyNeeds', () => {
  it('says nothing of a customer of whose orders only totals are known', () => {
    expect(classesOf([order(1), order(2), order(3), order(4)])).toEqual({});
  });

  it('says nothing of the price before there are three orders with contents', () => {
    expect(classesOf([order(1, { discounted: true }), order(2), order(3, { discounted: true })])).toEqual({});
  });

  it.each([
    [[true, true, false], 'discount'],
    [[false, false, false], 'full-price'],
    [[true, false, false], 'mixed'],
    [[true, false, false, false, false], 'full-price'],
  ])('tells who seeks discounts by the share of discounted orders: %j is %s', (discounts, price) => {
    const orders = discounts.map((discounted, position) => order(position, { discounted }));
    expect(classesOf(orders).price).toBe(price);
  });

  it('calls one who buys the same again a repeat-item buyer', () => {
    const orders = [1, 2, 3].map((position) => order(position, { skus: ['sencha', 'cup'] }));
    expect(classesOf(orders).novelty).toBe('repeat-items');
  });

  it('calls one who buys products soon after they were first sold a new-arrival seeker', () => {
    const orders = [1, 2, 3].map((position) => order(position, { skus: [`a${position}`, `b${position}`] }));
    const arrivals = Object.fromEntries([1, 2, 3].map((n) => [`a${n}`, dayOf(day(n * 10 - 5))]));
    expect(classesOf(orders).novelty).toBe('mixed');
    expect(classesOf(orders, arrivals).novelty).toBe('new-arrivals');
    expect(needEvidence(orders, needs, arrivals, dayOf)).toEqual({
      orders: 3,
      discountedOrders: 0,
      items: 6,
      repeatItems: 0,
      newArrivals: 3,
    });
  });

  it('no longer counts a product as new when its days are over', () => {
    const orders = [1, 2, 3].map((position) => order(position, { skus: [`a${position}`, `b${position}`] }));
    const arrivals = Object.fromEntries([1, 2, 3].map((n) => [`a${n}`, dayOf(day(n * 10 - 30))]));
    expect(needEvidence(orders, needs, arrivals, dayOf).newArrivals).toBe(0);
  });

  it('leaves wholly refunded orders out', () => {
    const orders = [true, true, true].map((discounted, position) => ({
      ...order(position, { discounted }),
      refundedMinor: position === 0 ? 5_000 : 0,
    }));
    expect(classesOf(orders)).toEqual({});
  });
});
