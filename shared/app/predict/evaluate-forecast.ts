import { expectedOrders } from '../../domain/segment/prediction/expected-orders.ts';
import type { PurchaseFit } from '../../domain/segment/prediction/fit-purchase-model.ts';
import type { ModelGate } from '../../domain/segment/prediction/model-gates.ts';
import { probabilityAlive } from '../../domain/segment/prediction/probability-alive.ts';
import { probabilityOfOrder } from '../../domain/segment/prediction/probability-of-order.ts';
import type { PurchaseModel, PurchaseModelKind } from '../../domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../domain/segment/prediction/purchase-pattern.ts';
import { type AliveDecile, compareAliveDeciles } from './alive-deciles.ts';
import { forecastByBaselines } from './baseline-forecasts.ts';
import { type CalibrationUnits, calibrateModels } from './calibrate-models.ts';
import { occasionsUntil, patternOf } from './customer-purchases.ts';
import { type ForecastAccuracy, measureAccuracy } from './forecast-accuracy.ts';
import { type ForecastVerdict, judgeForecast } from './forecast-verdict.ts';
import type { PurchaseLog } from './purchase-log.ts';

export interface ModelEvaluation {
  readonly fit: PurchaseFit;
  /** Undefined, as are the deciles, where the model could not be fitted. */
  readonly accuracy: ForecastAccuracy | undefined;
  readonly deciles: readonly AliveDecile[] | undefined;
  readonly verdict: ForecastVerdict;
}

export interface ForecastEvaluation {
  readonly customers: number;
  readonly horizonDays: number;
  /** Purchase days that happened. */
  readonly actual: number;
  readonly gates: readonly ModelGate[];
  readonly models: Readonly<Partial<Record<PurchaseModelKind, ModelEvaluation>>>;
  readonly baselines: { readonly lastPeriod: ForecastAccuracy; readonly recencyRule: ForecastAccuracy };
  readonly recencyDays: number;
}

interface KnownCustomer extends PurchasePattern {
  readonly actual: number;
}

/**
 * Fits models to the `past` and holds what they forecast for its customers against what happened until the day of `whole`,
 * beside two forecasts that need no model.
 */
export function evaluateForecast(
  past: PurchaseLog,
  whole: PurchaseLog,
  kinds: readonly PurchaseModelKind[],
  units: CalibrationUnits,
): ForecastEvaluation {
  const horizonDays = whole.asOfDay - past.asOfDay;
  const known = followCustomers(past, whole, units.unitDays);
  const baseline = forecastByBaselines(past, horizonDays);
  const accuracyOf = (forecasts: readonly number[]): ForecastAccuracy =>
    measureAccuracy(known.map(({ x, actual }, index) => ({ x, actual, forecast: forecasts[index] ?? 0 })));
  const baselines = {
    lastPeriod: accuracyOf(baseline.lastPeriod),
    recencyRule: accuracyOf(baseline.recencyRule),
  };
  const models: Partial<Record<PurchaseModelKind, ModelEvaluation>> = {};
  let gates: readonly ModelGate[] = [];
  for (const kind of kinds) {
    const calibration = calibrateModels(past, kind, units);
    gates = calibration.gates;
    const fit = calibration.purchases;
    const model = fit.status === 'fitted' ? fit.model : undefined;
    const horizon = horizonDays / units.unitDays;
    const accuracy = model && accuracyOf(known.map((pattern) => expectedOrders(model, pattern, horizon)));
    models[kind] = {
      fit,
      accuracy,
      deciles: model && decilesOf(model, known, horizon),
      verdict: judgeForecast(accuracy, baselines, gates),
    };
  }
  return {
    customers: known.length,
    horizonDays,
    actual: baselines.lastPeriod.actual,
    gates,
    models,
    baselines,
    recencyDays: baseline.recencyDays,
  };
}

const decilesOf = (model: PurchaseModel, known: readonly KnownCustomer[], horizon: number): AliveDecile[] =>
  compareAliveDeciles(
    known.map((customer) => ({
      probabilityAlive: probabilityAlive(model, customer),
      probabilityOfOrder: probabilityOfOrder(model, customer, horizon),
      hasOrdered: customer.actual > 0,
    })),
  );

/** The customers of the past, in its order, with the purchase days that followed. */
function followCustomers(past: PurchaseLog, whole: PurchaseLog, unitDays: number): KnownCustomer[] {
  const later = new Map(
    whole.customers.map(({ customerId, days }) => [
      customerId,
      days.length - occasionsUntil(days, past.asOfDay),
    ]),
  );
  return past.customers.flatMap((customer) => {
    const pattern = patternOf(customer, past.asOfDay, unitDays);
    return pattern === undefined ? [] : [{ ...pattern, actual: later.get(customer.customerId) ?? 0 }];
  });
}
