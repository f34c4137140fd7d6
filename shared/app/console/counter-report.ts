/** Minor units by ISO 4217 currency. */
export type MoneyByCurrency = Readonly<Record<string, number>>;

/** Counters of a day or of all time, sorted out by what they count. */
export interface CounterReport {
  readonly orders: number;
  readonly refunds: number;
  /** Customers seen for the first time. */
  readonly customers: number;
  readonly revenue: MoneyByCurrency;
  readonly refunded: MoneyByCurrency;
}

/**
 * Sorts the counters of one item out by the grammar of their names (see the report area's `counter`). Names that are
 * not known, and gauges, are left to others.
 */
export function reportCounters(counters: Readonly<Record<string, number>>): CounterReport {
  const revenue: Record<string, number> = {};
  const refunded: Record<string, number> = {};
  for (const [name, count] of Object.entries(counters)) {
    const [what, currency] = name.split('.', 2);
    if (currency === undefined) continue;
    if (what === 'revenue') revenue[currency] = count;
    else if (what === 'refunded') refunded[currency] = count;
  }
  return {
    orders: counters.orders ?? 0,
    refunds: counters.refunds ?? 0,
    customers: counters.customers ?? 0,
    revenue,
    refunded,
  };
}
