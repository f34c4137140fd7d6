import { fitPurchaseModel, type PurchaseFit } from '../../domain/segment/prediction/fit-purchase-model.ts';
import { fitSpendModel, type SpendFit } from '../../domain/segment/prediction/fit-spend-model.ts';
import { groupPatterns } from '../../domain/segment/prediction/grouped-patterns.ts';
import { checkModelGates, type ModelGate } from '../../domain/segment/prediction/model-gates.ts';
import type { PurchaseModelKind } from '../../domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../domain/segment/prediction/purchase-pattern.ts';
import { meanRepeatValueMinor, patternOf } from './customer-purchases.ts';
import type { PurchaseLog } from './purchase-log.ts';

export interface Calibration {
  readonly purchases: PurchaseFit;
  readonly spend: SpendFit;
  readonly gates: readonly ModelGate[];
}

/** Minor units in one of the currency, which the spend model is fitted in: its parameters then read like published ones. */
export interface CalibrationUnits {
  readonly unitDays: number;
  readonly minorPerMajor: number;
}

/** Fits the model of purchases and the one of spend to a shop's purchases, and says whether they may be trusted. */
export function calibrateModels(
  log: PurchaseLog,
  kind: PurchaseModelKind,
  { unitDays, minorPerMajor }: CalibrationUnits,
): Calibration {
  const patterns: PurchasePattern[] = [];
  const samples: { x: number; meanSpend: number }[] = [];
  for (const customer of log.customers) {
    const pattern = patternOf(customer, log.asOfDay, unitDays);
    if (pattern === undefined) continue;
    patterns.push(pattern);
    if (pattern.x > 0) {
      samples.push({ x: pattern.x, meanSpend: meanRepeatValueMinor(customer, log.asOfDay) / minorPerMajor });
    }
  }
  return {
    purchases: fitPurchaseModel(kind, groupPatterns(patterns), unitDays),
    spend: fitSpendModel(samples),
    gates: gatesOf(log),
  };
}

function gatesOf({ customers, asOfDay }: PurchaseLog): ModelGate[] {
  let [first, last, withThree] = [asOfDay, Number.NEGATIVE_INFINITY, 0];
  for (const { days } of customers) {
    first = Math.min(first, days[0] ?? first);
    last = Math.max(last, days.at(-1) ?? last);
    if (days.length >= 3) withThree += 1;
  }
  return checkModelGates({
    customers: customers.length,
    historyDays: asOfDay - first,
    daysSinceLastOrder: asOfDay - last,
    customersWithThreeOrders: withThree,
  });
}
