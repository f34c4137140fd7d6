import { type CustomerPurchases, occasionsUntil } from './customer-purchases.ts';

/** What customers had bought by the end of a day, and what was then known of it. */
export interface PurchaseLog {
  readonly asOfDay: number;
  readonly customers: readonly CustomerPurchases[];
  /** Orders left out because all of their money had gone back. */
  readonly refundedOrders: number;
  /** Orders that count as purchases but not in value: they are in another currency than most. */
  readonly otherCurrencyOrders: number;
}

/** The log as of an earlier day, of a history in which nothing was refunded: nothing else changes what is known of a day. */
export function rewindLog(log: PurchaseLog, asOfDay: number): PurchaseLog {
  const customers = log.customers.flatMap((customer) => {
    const occasions = occasionsUntil(customer.days, asOfDay);
    if (occasions === customer.days.length) return [customer];
    if (occasions === 0) return [];
    const { customerId, days, valuesMinor } = customer;
    return [{ customerId, days: days.slice(0, occasions), valuesMinor: valuesMinor.slice(0, occasions) }];
  });
  return { ...log, asOfDay, customers };
}
