import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { CustomerPurchases } from './customer-purchases.ts';
import type { PurchaseLog } from './purchase-log.ts';
import { SeenIds } from './seen-ids.ts';
import { type DayOf, type OrderSurvey, orderKey } from './survey-orders.ts';

interface GrowingPurchases extends CustomerPurchases {
  readonly days: number[];
  readonly valuesMinor: number[];
}

/**
 * Collects the purchase days of each customer up to the end of `asOfDay`, from a history in any order. Orders of one day
 * are one occasion; one that cost nothing counts, one that was wholly refunded by then does not; the same order id
 * again is the same order. Memory: two numbers for each purchase day, and a few bytes for each order's id.
 */
export class PurchaseCollector {
  readonly #survey: Pick<OrderSurvey, 'refunds' | 'currency'>;
  readonly #dayOf: DayOf;
  readonly #asOfDay: number;
  readonly #customers = new Map<string, GrowingPurchases>();
  readonly #seen = new SeenIds();
  #refundedOrders = 0;
  #otherCurrencyOrders = 0;

  /** Without a currency all orders are taken to be in one. */
  constructor(survey: Pick<OrderSurvey, 'refunds' | 'currency'>, dayOf: DayOf, asOfDay: number) {
    this.#survey = survey;
    this.#dayOf = dayOf;
    this.#asOfDay = asOfDay;
  }

  add(event: ShopEvent): void {
    if (event.type !== 'order.placed') return;
    const { customerId, data } = event;
    const { refunds, currency = data.currency } = this.#survey;
    const day = this.#dayOf(Date.parse(event.occurredAt));
    const key = orderKey(customerId, data.orderId);
    if (day > this.#asOfDay || !this.#seen.add(key)) return;
    let refundedMinor = 0;
    for (const refund of refunds.get(key) ?? []) {
      if (refund.day <= this.#asOfDay) refundedMinor += refund.amountMinor;
    }
    if (data.total > 0 && refundedMinor >= data.total) {
      this.#refundedOrders += 1;
      return;
    }
    if (data.currency !== currency) this.#otherCurrencyOrders += 1;
    const valueMinor = data.currency === currency ? data.total - refundedMinor : 0;
    const customer = this.#customers.get(customerId);
    if (customer === undefined) {
      this.#customers.set(customerId, { customerId, days: [day], valuesMinor: [valueMinor] });
    } else addToDay(customer, day, valueMinor);
  }

  log(): PurchaseLog {
    return {
      asOfDay: this.#asOfDay,
      customers: [...this.#customers.values()],
      refundedOrders: this.#refundedOrders,
      otherCurrencyOrders: this.#otherCurrencyOrders,
    };
  }
}

function addToDay({ days, valuesMinor }: GrowingPurchases, day: number, valueMinor: number): void {
  let at = days.length;
  while (at > 0 && (days[at - 1] ?? 0) >= day) at -= 1;
  if (days[at] === day) {
    valuesMinor[at] = (valuesMinor[at] ?? 0) + valueMinor;
  } else {
    days.splice(at, 0, day);
    valuesMinor.splice(at, 0, valueMinor);
  }
}
