import { DAY_MS, type Instant } from '../instant.ts';
import type { FittedModel } from './calibration.ts';
import { expectedOrders } from './prediction/expected-orders.ts';
import { lifetimeValue } from './prediction/lifetime-value.ts';
import { medianWaitForNextOrder } from './prediction/next-order.ts';
import { probabilityAlive } from './prediction/probability-alive.ts';
import type { PurchasePattern } from './prediction/purchase-pattern.ts';
import { expectedSpend } from './prediction/spend-model.ts';
import type { PredictionRules } from './prediction-rules.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** What the model expects of one customer, as of a whole day since the first purchase. */
export interface Prediction {
  /** Purchase occasions after the first, and the times to the last one and to now in units of the model. */
  readonly pattern: PurchasePattern;
  /** 0 to 1. */
  readonly pAlive: number;
  /** Within the horizon. */
  readonly expectedOrders: number;
  /** Of one order, in minor units of the shop's currency. */
  readonly expectedSpendMinor: number;
  /** Discounted profit within the horizon, in minor units of the shop's currency. */
  readonly lifetimeValueMinor: number;
  /** What of that value is lost if the customer has given up: the value if alive, times the probability that not. */
  readonly expectedLossMinor: number;
  /** Half of such customers, if they still buy, have ordered by then. */
  readonly nextOrderAt: Instant | undefined;
}

type Horizon = Pick<PredictionRules, 'horizonDays' | 'margin' | 'discountRate'>;

/**
 * Predicts one customer's orders and value. It is as of the last whole day since the first purchase, so that what is
 * predicted changes at instants that are known beforehand, and not all the time.
 */
export function predictCustomer(
  purchases: PurchaseSummary,
  model: FittedModel,
  rules: Horizon,
  now: Instant,
): Prediction {
  const { purchase } = model;
  const pattern = purchasePattern(purchases, purchase.unitDays, now);
  const pAlive = probabilityAlive(purchase, pattern);
  const lifetimeValueMinor = predictLifetimeValue(purchases, model, rules, now);
  const wait = medianWaitForNextOrder(purchase, pattern) * purchase.unitDays * DAY_MS;
  return {
    pattern,
    pAlive,
    expectedOrders: predictOrders(purchases, model, rules, now),
    expectedSpendMinor: predictSpend(purchases, model),
    lifetimeValueMinor,
    expectedLossMinor: expectedLoss(lifetimeValueMinor, pAlive),
    nextOrderAt: wait < 100 * 365 * DAY_MS ? Math.ceil(wholeDay(purchases.firstAt, now) + wait) : undefined,
  };
}

/** What of a lifetime value is lost if the customer has given up: the value if alive, times the probability that not. */
export const expectedLoss = (lifetimeValue: number, pAlive: number): number =>
  pAlive === 0 ? 0 : (lifetimeValue / pAlive) * (1 - pAlive);

/** P(alive), 0 to 1, as in `predictCustomer`. */
export const predictAlive = (purchases: PurchaseSummary, { purchase }: FittedModel, now: Instant): number =>
  probabilityAlive(purchase, purchasePattern(purchases, purchase.unitDays, now));

/** Orders expected within the horizon, as in `predictCustomer`. */
export const predictOrders = (
  purchases: PurchaseSummary,
  { purchase }: FittedModel,
  { horizonDays }: Horizon,
  now: Instant,
): number =>
  expectedOrders(
    purchase,
    purchasePattern(purchases, purchase.unitDays, now),
    horizonDays / purchase.unitDays,
  );

/** Discounted profit expected within the horizon, in minor units, as in `predictCustomer`. */
export function predictLifetimeValue(
  purchases: PurchaseSummary,
  model: FittedModel,
  { horizonDays, margin, discountRate }: Horizon,
  now: Instant,
): number {
  const { purchase } = model;
  const horizon = horizonDays / purchase.unitDays;
  const terms = { horizon, spend: predictSpend(purchases, model), margin, discountRate };
  return lifetimeValue(purchase, purchasePattern(purchases, purchase.unitDays, now), terms);
}

/** x, t_x and T of a customer, as of the last whole day since the first purchase. */
function purchasePattern(
  { occasions, firstAt, lastAt }: Pick<PurchaseSummary, 'occasions' | 'firstAt' | 'lastAt'>,
  unitDays: number,
  now: Instant,
): PurchasePattern {
  const unitMs = unitDays * DAY_MS;
  const tx = (lastAt - firstAt) / unitMs;
  return { x: occasions - 1, tx, T: Math.max(tx, (wholeDay(firstAt, now) - firstAt) / unitMs) };
}

const wholeDay = (firstAt: Instant, now: Instant): Instant =>
  firstAt + Math.floor((now - firstAt) / DAY_MS) * DAY_MS;

/** Expected value of one order, in minor units: by the spend model where there is one, else what an occasion was worth so far. */
export function predictSpend(purchases: PurchaseSummary, { spend }: FittedModel): number {
  const { occasions, valueMinor, firstOccasionMinor } = purchases;
  if (spend === undefined) return valueMinor / occasions;
  const x = occasions - 1;
  return expectedSpend(spend, x, x === 0 ? 0 : Math.max(0, valueMinor - firstOccasionMinor) / x);
}
