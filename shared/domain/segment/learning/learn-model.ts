import type { Calibration, FittedModel } from '../calibration.ts';
import { fitPurchaseModel } from '../prediction/fit-purchase-model.ts';
import { fitSpendModel, type SpendSample } from '../prediction/fit-spend-model.ts';
import type { PatternGroup } from '../prediction/grouped-patterns.ts';
import { checkModelGates } from '../prediction/model-gates.ts';
import { purchaseLikelihood } from '../prediction/purchase-likelihood.ts';
import type { PurchaseModel } from '../prediction/purchase-model.ts';
import { expectedSpend, type SpendModel } from '../prediction/spend-model.ts';
import type { PredictionRules } from '../prediction-rules.ts';
import type { PatternTally } from './pattern-tally.ts';

/** Half the 95 % point of chi-squared with four degrees of freedom, one for each parameter (Wilks' likelihood ratio test). */
const SIGNIFICANT_GAIN = 4.744;

/**
 * Fits the purchase model where the gates let it be trusted, and the spend model. The former purchase model stays unless the new
 * one explains the customers significantly better, and the former spend model while the mean that it gives stays about where
 * it is, so that predictions do not move day by day with chance.
 */
export function learnModel(
  patterns: PatternTally,
  rules: PredictionRules,
  former: FittedModel | undefined,
): Pick<Calibration, 'gates' | 'model'> {
  const gates = checkModelGates(patterns.measured(), rules.gates);
  if (!gates.every(({ isPassed }) => isPassed)) return { gates };
  const groups = patterns.groups();
  const start = former?.purchase.kind === rules.model ? former.purchase : undefined;
  const fit = fitPurchaseModel(rules.model, groups, rules.unitDays, start);
  if (fit.status === 'failed') return { gates: [...gates, FIT_FAILED] };
  const spend = learnSpend(patterns.spendSamples(), former?.spend);
  if (former !== undefined && isStillGood(former.purchase, rules, groups, fit.logLikelihood)) {
    return { gates, model: spend === former.spend ? former : { ...former, ...(spend && { spend }) } };
  }
  const { model: purchase, logLikelihood, customers } = fit;
  return { gates, model: { purchase, logLikelihood, customers, ...(spend && { spend }) } };
}

const FIT_FAILED = { name: 'fit', needed: 1, measured: 0, isPassed: false };

function isStillGood(
  former: PurchaseModel,
  rules: PredictionRules,
  groups: readonly PatternGroup[],
  best: number,
): boolean {
  if (former.kind !== rules.model || former.unitDays !== rules.unitDays) return false;
  const { r, alpha, a, b } = former;
  return best - purchaseLikelihood(rules.model, groups)([r, alpha, a, b]).logLikelihood < SIGNIFICANT_GAIN;
}

/** Part of the mean by which it must move before the spend model is another; as cut points do. */
const SPEND_SLACK = 1 / 20;

function learnSpend(samples: readonly SpendSample[], former: SpendModel | undefined): SpendModel | undefined {
  const fit = fitSpendModel(samples);
  if (fit.status === 'failed') return former;
  if (former === undefined) return fit.model;
  const [mean, before] = [expectedSpend(fit.model, 0, 0), expectedSpend(former, 0, 0)];
  return Math.abs(mean - before) <= before * SPEND_SLACK ? former : fit.model;
}
