import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arePlain, checkEvents } from '../../../cli/orders/check-events.ts';
import { ITEM_LIMITS, MOST_MINOR, shopEventSchema } from '../../../shared/contracts/shop-event.ts';
import { smallOrder } from './small-order.ts';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(ITEM_LIMITS.text, ITEM_LIMITS.text + 1).map((length) => 'x'.repeat(length)),
);
const figure = (most: number) =>
  fc.oneof(
    fc.integer({ min: -1, max: 5 }),
    fc.constantFrom(0.5, most - 1, most, most + 1, -0, Number.NaN, Number.POSITIVE_INFINITY),
  );
const item = fc.record(
  { sku: text, category: text, quantity: figure(ITEM_LIMITS.quantity), price: figure(MOST_MINOR) },
  { requiredKeys: ['sku', 'quantity', 'price'] },
);

const withItems = (items: Parameters<typeof arePlain>[0]) => {
  const order = smallOrder('o1', '2025-05-11T10:00:00Z');
  if (order.type !== 'order.placed') throw new Error('It must be an order.');
  return { ...order, data: { ...order.data, items } };
};

describe('checkEvents', () => {
  it('passes over items only where the schema accepts them, and over usual ones', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        const accepted = shopEventSchema.safeParse(withItems(items)).success;
        if (arePlain(items)) expect(accepted).toBe(true);
        const [row] = checkEvents([withItems(items)], [2]);
        expect(row?.kind).toBe(accepted ? 'event' : 'rejected');
      }),
      { numRuns: 2_000 },
    );
    expect(arePlain([{ sku: '85123A', category: 'tea', quantity: 6, price: 255 }])).toBe(true);
  });

  it('gives the event with its items, and none with more than there may be', () => {
    const tea = { sku: 'tea', quantity: 1, price: 100 };
    expect(checkEvents([withItems([tea])], [2])).toEqual([{ kind: 'event', event: withItems([tea]) }]);
    const many = Array.from({ length: ITEM_LIMITS.items + 1 }, () => tea);
    expect(checkEvents([withItems(many)], [2, 3])).toMatchObject([
      { line: 2, reason: 'invalid-event', message: expect.stringContaining('data.items') },
      { line: 3, reason: 'invalid-event' },
    ]);
  });
});
