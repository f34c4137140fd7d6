import { describe, expect, it } from 'vitest';
import { collectBaskets } from '../../../../shared/app/recommend/collect-baskets.ts';
import type { ShopEvent } from '../../../../shared/contracts/shop-event.ts';

type Placed = Extract<ShopEvent, { type: 'order.placed' }>;

const order = (
  orderId: string,
  data: Partial<Placed['data']> = {},
  occurredAt = '2025-05-01T10:00:00Z',
): ShopEvent => ({
  id: `${orderId}-${occurredAt}`,
  type: 'order.placed',
  customerId: 'ann',
  occurredAt,
  data: {
    orderId,
    total: 500,
    currency: 'GBP',
    items: [{ sku: 'tea', category: 'teas', quantity: 2, price: 250 }],
    ...data,
  },
});

const refund = (orderId: string, amount: number, id = `refund-${orderId}-${amount}`): ShopEvent => ({
  id,
  type: 'order.refunded',
  customerId: 'ann',
  occurredAt: '2025-05-03T10:00:00Z',
  data: { orderId, amount, currency: 'GBP' },
});

describe('collectBaskets', () => {
  it('makes a basket of what an order says was bought', () => {
    expect(collectBaskets([order('1')])).toEqual([
      {
        customerId: 'ann',
        at: Date.UTC(2025, 4, 1, 10),
        items: [{ sku: 'tea', category: 'teas', quantity: 2 }],
      },
    ]);
  });

  it('takes the same order again as the same order, and the later version of it, in any order of arrival', () => {
    const revised = order('1', { items: [{ sku: 'pot', quantity: 1, price: 500 }] }, '2025-05-02T10:00:00Z');
    for (const events of [
      [order('1'), revised, order('1')],
      [revised, order('1')],
    ]) {
      expect(collectBaskets(events).map(({ items }) => items)).toEqual([[{ sku: 'pot', quantity: 1 }]]);
    }
  });

  it('leaves out an order without items, and one whose money all went back', () => {
    const events = [
      refund('gone', 300),
      order('kept', { total: 0 }),
      order('gone'),
      order('part'),
      order('bare', { items: [] }),
      refund('gone', 200),
      refund('part', 300, 'twice'),
      refund('part', 300, 'twice'),
    ];
    expect(collectBaskets(events)).toHaveLength(2);
    expect(collectBaskets([order('gone'), refund('gone', 300), refund('gone', 200)])).toEqual([]);
  });
});
