import type { Counting } from '../counting.ts';
import type { CountedOrder, EarlierOrders } from '../customer/customer-state.ts';
import { countsAsPurchase, netMinor } from '../customer/order-book.ts';
import type { Instant } from '../instant.ts';
import { keepLastAnswer } from '../keep-last-answer.ts';
import type { Valuation } from '../valuation.ts';

/** Everything about a customer's purchases that the classes look at. Purchases of one business day are one occasion. */
export interface PurchaseSummary {
  readonly orders: number;
  readonly occasions: number;
  /** Net value of all orders, in minor units of the shop's currency. */
  readonly valueMinor: number;
  /** Net value of the first occasion; an average one where the first orders are no longer kept one by one. */
  readonly firstOccasionMinor: number;
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

/** One order that counts as a purchase. */
export interface Purchase {
  readonly at: Instant;
  /** Net value in minor units of the shop's currency. */
  readonly valueMinor: number;
  /** Number of the business day that it falls on. */
  readonly day: number;
}

interface Purchases {
  /** By instant. */
  readonly list: readonly Purchase[];
  /** Of all of them; without a window yet. Undefined without a purchase. */
  readonly summary: PurchaseSummary | undefined;
}

/** The orders kept one by one that count as purchases, by instant. */
export const purchasesOf = (history: PurchaseHistory, counting: Counting): readonly Purchase[] =>
  readHistory(history.orders, history.earlier, counting).list;

/** Undefined for a customer without a purchase. The window is what comes after `windowStart`. */
export function summarizePurchases(
  history: PurchaseHistory,
  windowStart: Instant,
  counting: Counting,
): PurchaseSummary | undefined {
  const { list, summary } = readHistory(history.orders, history.earlier, counting);
  if (summary === undefined) return undefined;
  let windowOccasions = 0;
  let windowValueMinor = 0;
  let nextDay: number | undefined;
  for (let position = list.length - 1; position >= 0; position -= 1) {
    const purchase = list[position];
    if (purchase === undefined || purchase.at <= windowStart) break;
    windowValueMinor += purchase.valueMinor;
    if (purchase.day !== nextDay) windowOccasions += 1;
    nextDay = purchase.day;
  }
  return { ...summary, windowOccasions, windowValueMinor };
}

/** A history is looked at many times between two orders: here is what does not depend on the instant. */
const readHistory = keepLastAnswer(
  (orders: PurchaseHistory['orders'], earlier: EarlierOrders | undefined, counting: Counting): Purchases => {
    const list: Purchase[] = [];
    for (const order of orders) {
      if (!countsAsPurchase(order)) continue;
      const valueMinor = orderValue(order, counting.valuation);
      list.push({ at: order.at, valueMinor, day: counting.dayOf(order.at) });
    }
    return { list, summary: summarizeAll(list, earlier, counting) };
  },
);

function summarizeAll(
  list: readonly Purchase[],
  earlier: EarlierOrders | undefined,
  counting: Counting,
): PurchaseSummary | undefined {
  let occasions = earlier?.occasions ?? 0;
  let valueMinor = earlier === undefined ? 0 : netValue(earlier.netMinor, counting.valuation);
  let firstAt = earlier?.firstAt;
  let lastAt = earlier?.lastAt;
  let lastDay = earlier === undefined ? undefined : counting.dayOf(earlier.lastAt);
  let lastOccasionAt = earlier?.lastAt;
  let previousLastAt: Instant | undefined;
  let firstOccasionMinor = earlier === undefined ? 0 : valueMinor / earlier.occasions;

  for (const purchase of list) {
    valueMinor += purchase.valueMinor;
    if (purchase.day !== lastDay) {
      occasions += 1;
      previousLastAt = lastAt;
      lastOccasionAt = purchase.at;
      lastDay = purchase.day;
    }
    if (occasions === 1 && earlier === undefined) firstOccasionMinor += purchase.valueMinor;
    firstAt ??= purchase.at;
    lastAt = purchase.at;
  }

  if (firstAt === undefined || lastAt === undefined || lastOccasionAt === undefined) return undefined;
  return {
    orders: (earlier?.orders ?? 0) + list.length,
    occasions,
    valueMinor,
    firstOccasionMinor,
    firstAt,
    lastAt,
    lastOccasionAt,
    previousLastAt,
    windowOccasions: 0,
    windowValueMinor: 0,
  };
}

/** What the shop kept of the order, in minor units of its own currency; 0 where there is no exchange rate. */
const orderValue = (order: CountedOrder, valuation: Valuation): number =>
  Math.round(netMinor(order) * (valuation(order.currency) ?? 0));

function netValue(netByCurrency: Readonly<Record<string, number>>, valuation: Valuation): number {
  let value = 0;
  for (const [currency, net] of Object.entries(netByCurrency))
    value += Math.round(net * (valuation(currency) ?? 0));
  return value;
}
