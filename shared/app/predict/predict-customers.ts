import { expectedOrders } from '../../domain/segment/prediction/expected-orders.ts';
import { lifetimeValue } from '../../domain/segment/prediction/lifetime-value.ts';
import { medianWaitForNextOrder } from '../../domain/segment/prediction/next-order.ts';
import { probabilityAlive } from '../../domain/segment/prediction/probability-alive.ts';
import type { PurchaseModel } from '../../domain/segment/prediction/purchase-model.ts';
import { expectedSpend, type SpendModel } from '../../domain/segment/prediction/spend-model.ts';
import { meanRepeatValueMinor, patternOf } from './customer-purchases.ts';
import type { PurchaseLog } from './purchase-log.ts';

/** Below it a customer is more likely gone than not, and the day of their next order says nothing. */
const LIKELY_ALIVE = 0.5;
/** A next order expected later than this is none that a shop can count on: ten years. */
const LATEST_NEXT_ORDER_DAYS = 3_650;

export interface PredictionTerms {
  readonly model: PurchaseModel;
  /** Undefined where it could not be fitted: there is then no spend and no lifetime value. */
  readonly spend: SpendModel | undefined;
  readonly minorPerMajor: number;
  readonly horizonDays: number;
  /** Yearly: 0.1 makes what comes in a year worth 1 / 1.1 today. */
  readonly discountRate: number;
  /** Share of an order's value that is earned. */
  readonly margin: number;
}

/** Times in units of the model, money in major units. */
export interface CustomerPrediction {
  readonly customerId: string;
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  readonly probabilityAlive: number;
  /** Within the horizon. */
  readonly expectedOrders: number;
  /** Of one order. */
  readonly expectedSpend: number | undefined;
  /** Discounted, within the horizon. */
  readonly lifetimeValue: number | undefined;
  /**
   * Day by which, if still a customer, they have ordered again with a chance of one half; undefined where they are more
   * likely gone, and where it is more than ten years away.
   */
  readonly nextOrderDay: number | undefined;
}

/** Predicts what each customer will do after the day of the log, in the log's order. */
export function* predictCustomers(log: PurchaseLog, terms: PredictionTerms): Generator<CustomerPrediction> {
  const { model, spend, minorPerMajor, discountRate, margin } = terms;
  const horizon = terms.horizonDays / model.unitDays;
  for (const customer of log.customers) {
    const pattern = patternOf(customer, log.asOfDay, model.unitDays);
    if (pattern === undefined) continue;
    const alive = probabilityAlive(model, pattern);
    const orderValue =
      spend && expectedSpend(spend, pattern.x, meanRepeatValueMinor(customer, log.asOfDay) / minorPerMajor);
    const waitDays = Math.round(medianWaitForNextOrder(model, pattern) * model.unitDays);
    const isInSight = alive >= LIKELY_ALIVE && waitDays <= LATEST_NEXT_ORDER_DAYS;
    yield {
      customerId: customer.customerId,
      ...pattern,
      probabilityAlive: alive,
      expectedOrders: expectedOrders(model, pattern, horizon),
      expectedSpend: orderValue,
      lifetimeValue:
        orderValue === undefined
          ? undefined
          : lifetimeValue(model, pattern, { horizon, spend: orderValue, margin, discountRate }),
      nextOrderDay: isInSight ? log.asOfDay + waitDays : undefined,
    };
  }
}
