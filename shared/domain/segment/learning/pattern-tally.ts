import { DAY_MS, type Instant } from '../../instant.ts';
import type { SpendSample } from '../prediction/fit-spend-model.ts';
import { groupPatterns, type PatternGroup } from '../prediction/grouped-patterns.ts';
import type { ModelGateNeeds } from '../prediction/model-gates.ts';
import type { PurchaseSummary } from '../purchase-summary.ts';

/** How many customers show each purchase pattern, and spend how much: all that a fit of the purchase model needs to know. */
export class PatternTally {
  private readonly patterns = new Map<string, { x: number; tx: number; T: number; count: number }>();
  private readonly spends = new Map<string, { x: number; meanSpend: number; count: number }>();
  private customers = 0;
  private customersWithThreeOrders = 0;
  private firstAt = Number.POSITIVE_INFINITY;
  private lastAt = Number.NEGATIVE_INFINITY;
  private readonly dayOf: (at: Instant) => number;
  private readonly unitDays: number;
  private readonly now: Instant;

  constructor(dayOf: (at: Instant) => number, unitDays: number, now: Instant) {
    this.dayOf = dayOf;
    this.unitDays = unitDays;
    this.now = now;
  }

  add(purchases: PurchaseSummary): void {
    this.customers += 1;
    if (purchases.orders >= 3) this.customersWithThreeOrders += 1;
    this.firstAt = Math.min(this.firstAt, purchases.firstAt);
    this.lastAt = Math.max(this.lastAt, purchases.lastAt);
    const firstDay = this.dayOf(purchases.firstAt);
    const x = purchases.occasions - 1;
    const txDays = this.dayOf(purchases.lastAt) - firstDay;
    const TDays = this.dayOf(this.now) - firstDay;
    count(this.patterns, `${x},${txDays},${TDays}`, () => ({
      x,
      tx: txDays / this.unitDays,
      T: TDays / this.unitDays,
    }));
    const repeatMinor = purchases.valueMinor - purchases.firstOccasionMinor;
    if (x === 0 || repeatMinor <= 0) return;
    const meanSpend = Math.round(repeatMinor / x);
    count(this.spends, `${x},${meanSpend}`, () => ({ x, meanSpend }));
  }

  /** By x, t_x and T, in units of the model. */
  groups(): PatternGroup[] {
    return groupPatterns(this.patterns.values());
  }

  /** By x and mean, in minor units: the order matters, for sums of fractions depend on it. */
  spendSamples(): SpendSample[] {
    return [...this.spends.values()].sort((a, b) => a.x - b.x || a.meanSpend - b.meanSpend);
  }

  measured(): ModelGateNeeds {
    const days = (ms: number): number => Math.max(0, Math.floor(ms / DAY_MS));
    return {
      customers: this.customers,
      historyDays: this.customers === 0 ? 0 : days(this.now - this.firstAt),
      daysSinceLastOrder: this.customers === 0 ? 0 : days(this.now - this.lastAt),
      customersWithThreeOrders: this.customersWithThreeOrders,
    };
  }
}

function count<Kind>(tally: Map<string, Kind & { count: number }>, key: string, describe: () => Kind): void {
  const known = tally.get(key);
  if (known === undefined) tally.set(key, { ...describe(), count: 1 });
  else known.count += 1;
}
