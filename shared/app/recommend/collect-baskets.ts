import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { Basket } from '../../domain/recommend/basket.ts';

type OrderPlaced = Extract<ShopEvent, { type: 'order.placed' }>;

/**
 * Makes baskets of a shop's events, in any order and however often each came. The same order again is the same order: the
 * later, then dearer, version of it stands. Orders without items, and those wholly refunded, are no baskets. All orders are
 * held in memory.
 */
export function collectBaskets(events: Iterable<ShopEvent>): Basket[] {
  const orders = new Map<string, OrderPlaced>();
  const refunds = new Map<string, Map<string, number>>();
  for (const event of events) {
    if (event.type === 'order.placed') {
      const key = `${event.customerId}#${event.data.orderId}`;
      const known = orders.get(key);
      if (known === undefined || isNewer(event, known)) orders.set(key, event);
    } else if (event.type === 'order.refunded') {
      const key = `${event.customerId}#${event.data.orderId}`;
      const amounts = refunds.get(key) ?? new Map<string, number>();
      refunds.set(key, amounts.set(event.id, event.data.amount));
    }
  }
  return [...orders].flatMap(([key, { customerId, occurredAt, data }]) => {
    const refunded = [...(refunds.get(key)?.values() ?? [])].reduce((sum, amount) => sum + amount, 0);
    const isRefunded = refunded > 0 && refunded >= data.total;
    if (data.items === undefined || data.items.length === 0 || isRefunded) return [];
    const items = data.items.map(({ sku, category, quantity }) => ({
      sku,
      quantity,
      ...(category !== undefined && { category }),
    }));
    return [{ customerId, at: Date.parse(occurredAt), items }];
  });
}

function isNewer(event: OrderPlaced, known: OrderPlaced): boolean {
  const [at, knownAt] = [Date.parse(event.occurredAt), Date.parse(known.occurredAt)];
  if (at !== knownAt) return at > knownAt;
  if (event.data.total !== known.data.total) return event.data.total > known.data.total;
  return JSON.stringify(event.data) > JSON.stringify(known.data);
}
