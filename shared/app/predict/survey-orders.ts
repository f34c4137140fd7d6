import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { Instant } from '../../domain/instant.ts';
import { SeenIds } from './seen-ids.ts';

/** Number of the business day that an instant falls on: days since 1970-01-01. */
export type DayOf = (at: Instant) => number;

interface RefundedAmount {
  readonly day: number;
  readonly amountMinor: number;
}

/** What has to be known of a history before its purchases can be counted. */
export interface OrderSurvey {
  /** Refunds by the key of their order. */
  readonly refunds: ReadonlyMap<string, readonly RefundedAmount[]>;
  /** The currency of most orders; undefined where there is no order. */
  readonly currency: string | undefined;
  /** One currency, and no refund: each order then is what it is, whatever comes after it. */
  readonly isPlain: boolean;
  /** Days of the first and of the last order. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** An order within a history: ids hold no "#", and two customers may each have an order of one id. */
export const orderKey = (customerId: string, orderId: string): string => `${customerId}#${orderId}`;

/** Goes through a history once, in any order; keeps its refunds, not its orders. */
export async function surveyOrders(events: AsyncIterable<ShopEvent>, dayOf: DayOf): Promise<OrderSurvey> {
  const refunds = new Map<string, RefundedAmount[]>();
  const refundIds = new SeenIds();
  const ordersByCurrency = new Map<string, number>();
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const event of events) {
    const day = dayOf(Date.parse(event.occurredAt));
    if (event.type === 'order.placed') {
      const { currency } = event.data;
      ordersByCurrency.set(currency, (ordersByCurrency.get(currency) ?? 0) + 1);
      firstDay = Math.min(firstDay, day);
      lastDay = Math.max(lastDay, day);
    } else if (event.type === 'order.refunded' && refundIds.add(event.id)) {
      const key = orderKey(event.customerId, event.data.orderId);
      refunds.set(key, [...(refunds.get(key) ?? []), { day, amountMinor: event.data.amount }]);
    }
  }
  const [most] = [...ordersByCurrency].sort(([, one], [, other]) => other - one);
  const isPlain = refunds.size === 0 && ordersByCurrency.size <= 1;
  return { refunds, currency: most?.[0], isPlain, firstDay, lastDay };
}
