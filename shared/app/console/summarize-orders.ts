import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MoneyByCurrency } from './counter-report.ts';

/** How often a customer bought, what the shop kept of it, and when it was last. */
export interface OrderSummary {
  readonly orders: number;
  /** Paid less refunded. */
  readonly spent: MoneyByCurrency;
  readonly lastOrderAt?: Instant;
}

/** Sums all orders of a customer, those wholly refunded too (at nothing). */
export function summarizeOrders({ orders, earlier }: CustomerState): OrderSummary {
  const spent: Record<string, number> = { ...earlier?.netMinor };
  let lastOrderAt = earlier?.lastAt;
  for (const order of orders) {
    const net = Math.max(0, order.totalMinor - order.refundedMinor);
    spent[order.currency] = (spent[order.currency] ?? 0) + net;
    lastOrderAt = Math.max(lastOrderAt ?? order.at, order.at);
  }
  const count = orders.length + (earlier?.orders ?? 0);
  return { orders: count, spent, ...(lastOrderAt === undefined ? {} : { lastOrderAt }) };
}
