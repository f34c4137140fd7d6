import { digamma } from './digamma.ts';
import { logBeta } from './log-gamma.ts';
import { type Likelihood, maximizeLikelihood } from './maximize-likelihood.ts';
import type { SpendModel } from './spend-model.ts';

/** What repeat buyers spent; `count` customers of whom the same is true. */
export interface SpendSample {
  /** Repeat occasions. */
  readonly x: number;
  /** Their mean value. */
  readonly meanSpend: number;
  readonly count?: number;
}

interface FittedSpendModel {
  readonly status: 'fitted';
  readonly model: SpendModel;
  readonly logLikelihood: number;
  readonly customers: number;
}

interface FailedSpendFit {
  readonly status: 'failed';
  /** `infinite-mean`: the differences between customers are so great that the mean over all of them does not exist (q up to 1). */
  readonly reason: 'no-repeat-buyers' | 'no-convergence' | 'infinite-mean';
  readonly customers: number;
}

export type SpendFit = FittedSpendModel | FailedSpendFit;

/**
 * Fits the Gamma-Gamma model to repeat buyers by maximum likelihood. Who spent nothing is left out: the model has no place
 * for orders worth 0.
 */
export function fitSpendModel(samples: Iterable<SpendSample>): SpendFit {
  const usable = Array.from(samples).filter(({ x, meanSpend }) => x > 0 && meanSpend > 0);
  const customers = usable.reduce((sum, { count = 1 }) => sum + count, 0);
  if (customers === 0) return { status: 'failed', reason: 'no-repeat-buyers', customers };
  const mean = usable.reduce((sum, { meanSpend, count = 1 }) => sum + count * meanSpend, 0) / customers;
  const startFrom = (p: number, q: number) => [p, q, ((q - 1) * mean) / p];
  const starts = [startFrom(5, 3), startFrom(1.5, 10), startFrom(20, 2)];
  const found = maximizeLikelihood(spendLikelihood(usable), starts, customers);
  if (found === undefined) return { status: 'failed', reason: 'no-convergence', customers };
  const [p = 0, q = 0, gamma = 0] = found.parameters;
  if (q <= 1) return { status: 'failed', reason: 'infinite-mean', customers };
  return { status: 'fitted', model: { p, q, gamma }, logLikelihood: found.logLikelihood, customers };
}

interface CustomersOfX {
  readonly x: number;
  readonly customers: number;
  /** Sum over them of the logarithm of what they spent. */
  readonly logSpent: number;
}

/** Eq. (1a) of Fader and Hardie 2013, whose beta function depends on x alone, so that it is worked out once for each x. */
function spendLikelihood(samples: readonly SpendSample[]): (parameters: readonly number[]) => Likelihood {
  const byX = groupByX(samples);
  const logMeans = samples.reduce((sum, { meanSpend, count = 1 }) => sum + count * Math.log(meanSpend), 0);
  return ([p = 0, q = 0, gamma = 0]) => {
    let logLikelihood = -logMeans;
    let [byP, byQ, byGamma] = [0, 0, 0];
    const logGammaParameter = Math.log(gamma);
    for (const { x, customers, logSpent } of byX) {
      const whole = digamma(p * x + q);
      logLikelihood += customers * (q * logGammaParameter - logBeta(p * x, q)) + p * x * logSpent;
      byP += customers * x * (whole - digamma(p * x)) + x * logSpent;
      byQ += customers * (whole - digamma(q) + logGammaParameter);
      byGamma += (customers * q) / gamma;
    }
    for (const { x, meanSpend, count = 1 } of samples) {
      const scale = gamma + x * meanSpend;
      const logScale = Math.log(scale);
      logLikelihood -= count * (p * x + q) * logScale;
      byP -= count * x * logScale;
      byQ -= count * logScale;
      byGamma -= (count * (p * x + q)) / scale;
    }
    return { logLikelihood, gradient: [byP, byQ, byGamma] };
  };
}

function groupByX(samples: readonly SpendSample[]): CustomersOfX[] {
  const byX = new Map<number, CustomersOfX>();
  for (const { x, meanSpend, count = 1 } of samples) {
    const known = byX.get(x);
    byX.set(x, {
      x,
      customers: (known?.customers ?? 0) + count,
      logSpent: (known?.logSpent ?? 0) + count * Math.log(x * meanSpend),
    });
  }
  return [...byX.values()];
}
