import type { Counting } from '../counting.ts';
import type { CountedOrder, EarlierOrders } from '../customer/customer-state.ts';
import { countsAsPurchase, netMinor } from '../customer/order-book.ts';
import type { Instant } from '../instant.ts';
import type { Valuation } from '../valuation.ts';

/** Everything about a customer's purchases that the classes look at. Purchases of one business day are one occasion. */
export interface PurchaseSummary {
  readonly orders: number;
  readonly occasions: number;
  /** Net value of all orders, in minor units of the shop's currency. */
  readonly valueMinor: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** First purchase of the last occasion. */
  readonly lastOccasionAt: Instant;
  /** Last purchase before the last occasion; undefined where there is but one. */
  readonly previousLastAt: Instant | undefined;
  /** Occasions and value of the orders after `windowStart`. */
  readonly windowOccasions: number;
  readonly windowValueMinor: number;
}

export interface PurchaseHistory {
  readonly orders: readonly CountedOrder[];
  readonly earlier?: EarlierOrders;
}

/** Undefined for a customer without a purchase. Linear in the orders kept. */
export function summarizePurchases(
  history: PurchaseHistory,
  windowStart: Instant,
  counting: Counting,
): PurchaseSummary | undefined {
  const { earlier } = history;
  let orders = earlier?.orders ?? 0;
  let occasions = earlier?.occasions ?? 0;
  let valueMinor = earlier === undefined ? 0 : netValue(earlier.netMinor, counting.valuation);
  let firstAt = earlier?.firstAt;
  let lastAt = earlier?.lastAt;
  let lastDay = earlier === undefined ? undefined : counting.dayOf(earlier.lastAt);
  let lastOccasionAt = earlier?.lastAt;
  let previousLastAt: Instant | undefined;
  let windowOccasions = 0;
  let windowValueMinor = 0;
  let lastWindowDay: number | undefined;

  for (const order of history.orders) {
    if (!countsAsPurchase(order)) continue;
    const day = counting.dayOf(order.at);
    const value = orderValue(order, counting.valuation);
    orders += 1;
    valueMinor += value;
    if (day !== lastDay) {
      occasions += 1;
      previousLastAt = lastAt;
      lastOccasionAt = order.at;
      lastDay = day;
    }
    if (order.at > windowStart) {
      windowValueMinor += value;
      if (day !== lastWindowDay) {
        windowOccasions += 1;
        lastWindowDay = day;
      }
    }
    firstAt ??= order.at;
    lastAt = order.at;
  }

  if (firstAt === undefined || lastAt === undefined || lastOccasionAt === undefined) return undefined;
  return {
    orders,
    occasions,
    valueMinor,
    firstAt,
    lastAt,
    lastOccasionAt,
    previousLastAt,
    windowOccasions,
    windowValueMinor,
  };
}

/** What the shop kept of the order, in minor units of its own currency; 0 where there is no exchange rate. */
export const orderValue = (order: CountedOrder, valuation: Valuation): number =>
  Math.round(netMinor(order) * (valuation(order.currency) ?? 0));

function netValue(netByCurrency: Readonly<Record<string, number>>, valuation: Valuation): number {
  let value = 0;
  for (const [currency, net] of Object.entries(netByCurrency))
    value += Math.round(net * (valuation(currency) ?? 0));
  return value;
}
