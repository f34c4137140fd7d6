import type { ShopEvent } from '../../../shared/contracts/shop-event.ts';

/** An order of a dollar. */
export function smallOrder(id: string, occurredAt: string, customerId = 'c1'): ShopEvent {
  return {
    id,
    type: 'order.placed',
    customerId,
    occurredAt,
    data: { orderId: id, total: 100, currency: 'USD' },
  };
}
