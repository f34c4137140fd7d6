import type { Calibration, FittedModel } from '../calibration.ts';
import { fitPurchaseModel } from '../prediction/fit-purchase-model.ts';
import { fitSpendModel } from '../prediction/fit-spend-model.ts';
import type { PatternGroup } from '../prediction/grouped-patterns.ts';
import { checkModelGates } from '../prediction/model-gates.ts';
import { purchaseLikelihood } from '../prediction/purchase-likelihood.ts';
import type { PurchaseModel } from '../prediction/purchase-model.ts';
import type { PredictionRules } from '../prediction-rules.ts';
import type { PatternTally } from './pattern-tally.ts';

/** Half the 95 % point of chi-squared with four degrees of freedom, one for each parameter (Wilks' likelihood ratio test). */
const SIGNIFICANT_GAIN = 4.744;

/**
 * Fits the purchase model where the gates let it be trusted. The former model stays unless the new one explains the customers
 * significantly better, so that predictions do not move day by day with chance.
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
  if (former !== undefined && isStillGood(former.purchase, rules, groups, fit.logLikelihood))
    return { gates, model: former };
  const spend = fitSpendModel(patterns.spendSamples());
  const { model: purchase, logLikelihood, customers } = fit;
  return {
    gates,
    model: { purchase, logLikelihood, customers, ...(spend.status === 'fitted' && { spend: spend.model }) },
  };
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
