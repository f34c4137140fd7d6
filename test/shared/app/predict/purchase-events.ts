import type { ShopEvent } from '../../../../shared/contracts/shop-event.ts';

const DAY_ZERO = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** Days since 2026-01-01, which the tests count in. */
export const dayOf = (at: number): number => Math.floor((at - DAY_ZERO) / DAY_MS);

const instantOf = (day: number): string => new Date(DAY_ZERO + day * DAY_MS + 3_600_000).toISOString();

/** An order of so many minor units on a day. */
export const order = (
  customerId: string,
  orderId: string,
  day: number,
  total = 1_000,
  currency = 'USD',
): ShopEvent => ({
  id: `event-${orderId}`,
  type: 'order.placed',
  customerId,
  occurredAt: instantOf(day),
  data: { orderId, total, currency },
});

export const refund = (
  customerId: string,
  orderId: string,
  day: number,
  amount: number,
  id = 'r',
): ShopEvent => ({
  id: `refund-${orderId}-${id}`,
  type: 'order.refunded',
  customerId,
  occurredAt: instantOf(day),
  data: { orderId, amount, currency: 'USD' },
});

export async function* arriving(events: readonly ShopEvent[]): AsyncGenerator<ShopEvent> {
  yield* events;
}
