import type { PatternGroup } from './grouped-patterns.ts';
import { maximizeLikelihood } from './maximize-likelihood.ts';
import { purchaseLikelihood } from './purchase-likelihood.ts';
import type { PurchaseModel, PurchaseModelKind } from './purchase-model.ts';

export interface FittedPurchaseModel {
  readonly status: 'fitted';
  readonly model: PurchaseModel;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly groups: number;
}

interface FailedPurchaseFit {
  readonly status: 'failed';
  readonly reason: 'no-repeat-buyers' | 'no-convergence';
  readonly customers: number;
  readonly groups: number;
}

export type PurchaseFit = FittedPurchaseModel | FailedPurchaseFit;

/**
 * Fits a model to customers grouped by pattern, times being in units of `unitDays` days, by maximum likelihood. `start` is a
 * model to search from, such as that of yesterday; others are tried where it leads nowhere.
 */
export function fitPurchaseModel(
  kind: PurchaseModelKind,
  groups: readonly PatternGroup[],
  unitDays: number,
  start?: Pick<PurchaseModel, 'r' | 'alpha' | 'a' | 'b'>,
): PurchaseFit {
  let [customers, repeats, time] = [0, 0, 0];
  for (const group of groups) {
    customers += group.count;
    repeats += group.count * group.x;
    time += group.count * group.T;
  }
  const size = { customers, groups: groups.length };
  if (repeats === 0 || time === 0) return { status: 'failed', reason: 'no-repeat-buyers', ...size };
  const pause = time / repeats;
  const starts = [
    ...(start === undefined ? [] : [[start.r, start.alpha, start.a, start.b]]),
    [1, pause, 1, 2],
    [0.2, pause / 5, 0.5, 5],
    [5, pause * 5, 5, 20],
  ];
  const found = maximizeLikelihood(purchaseLikelihood(kind, groups), starts, customers);
  if (found === undefined) return { status: 'failed', reason: 'no-convergence', ...size };
  const [r = 0, alpha = 0, a = 0, b = 0] = found.parameters;
  return {
    status: 'fitted',
    model: { kind, r, alpha, a, b, unitDays },
    logLikelihood: found.logLikelihood,
    ...size,
  };
}
