import { expectedOrders } from './expected-orders.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchasePattern } from './purchase-pattern.ts';

const DAYS_A_YEAR = 365.25;
/** Orders of one such period are discounted from its middle. */
const PERIOD_DAYS = 91;

export interface LifetimeValueTerms {
  /** How far to look ahead, in units of the model. */
  readonly horizon: number;
  /** Expected value of one order. */
  readonly spend: number;
  /** Share of an order's value that is earned: 1 gives the value of revenue. */
  readonly margin: number;
  /** Yearly discount rate: 0.1 makes what is earned in a year worth 1 / 1.1 today. */
  readonly discountRate: number;
}

/**
 * What a customer is worth from T on within the horizon, in the money unit of `spend`: the orders expected in each period
 * times what one earns, discounted (Fader, Hardie and Lee 2005, "RFM and CLV", JMR 42(4), with a finite horizon).
 */
export function lifetimeValue(
  model: PurchaseModel,
  pattern: PurchasePattern,
  { horizon, spend, margin, discountRate }: LifetimeValueTerms,
): number {
  const periods = Math.max(1, Math.ceil((horizon * model.unitDays) / PERIOD_DAYS));
  const yearsAPeriod = (horizon * model.unitDays) / periods / DAYS_A_YEAR;
  let before = 0;
  let orders = 0;
  for (let period = 1; period <= periods; period += 1) {
    const until = expectedOrders(model, pattern, (horizon * period) / periods);
    orders += (until - before) * (1 + discountRate) ** (-(period - 0.5) * yearsAPeriod);
    before = until;
  }
  return orders * spend * margin;
}
