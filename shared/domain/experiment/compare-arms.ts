import { alwaysValidFactor, alwaysValidInterval, type Estimate } from './always-valid.ts';
import {
  alwaysValidRate,
  expectedInSmaller,
  LEAST_EXPECTED,
  rateEstimate,
  valueEstimate,
} from './arm-estimates.ts';
import { type ArmResult, conversionRate, joinArms } from './arm-result.ts';
import { excludesZero, type Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { rateDifferenceInterval } from './rate-difference.ts';
import { valueDifferenceInterval } from './value-difference.ts';

/** What may be said of one arm beside another, at whatever time one looks. */
export type Verdict =
  | { readonly kind: 'better' | 'worse' }
  /** Had there been a difference that matters, it would have shown by now. */
  | { readonly kind: 'no-difference-found' }
  /** How many more customers, of both arms together, it will take; absent where nobody has bought, so that nothing tells. */
  | { readonly kind: 'too-early'; readonly moreCustomers?: number }
  /** There is nobody to compare with. */
  | { readonly kind: 'no-holdout' };

/** How far two arms are apart. `once` holds for one look at a time fixed beforehand, `always` for any number of looks. */
export interface Difference {
  readonly estimate: number;
  readonly once?: Interval;
  readonly always?: Interval;
}

/** One arm beside another: first less second. */
export interface Comparison {
  /** Of conversion rates, 0 to 1. */
  readonly rate: Difference;
  /** The difference as a part of the second arm's rate; absent where that is nought. */
  readonly relativeUplift?: number;
  /** Of the mean value of a customer. */
  readonly value: Difference;
  /** On the conversion rates. */
  readonly verdict: Verdict;
}

export interface ComparisonTerms {
  /** How sure an answer must be: 0.95. */
  readonly confidence: number;
  /** A difference smaller than this part of the conversion rate matters to nobody. */
  readonly leastUplift?: number;
}

const LEAST_UPLIFT = 0.2;
/** The chance with which a difference that is there is to be found. */
const POWER = 0.8;

/** Compares the conversion rates and mean values of two arms, and says plainly what follows from it. */
export function compareArms(
  first: ArmResult,
  second: ArmResult,
  { confidence, leastUplift = LEAST_UPLIFT }: ComparisonTerms,
): Comparison {
  const [rate, value] = [rateEstimate(first, second), valueEstimate(first, second)];
  const baseline = conversionRate(second);
  const always = alwaysValidRate(first, second, confidence);
  const [rateOnce, valueOnce] = [
    rateDifferenceInterval(first, second, confidence),
    valueDifferenceInterval(first, second, confidence),
  ];
  return {
    rate: { estimate: rate.difference, ...(rateOnce && { once: rateOnce }), ...(always && { always }) },
    ...(baseline > 0 && { relativeUplift: rate.difference / baseline }),
    value: {
      estimate: value.difference,
      ...(valueOnce && { once: valueOnce }),
      ...(always && valueOnce && { always: alwaysValidInterval(value, confidence) }),
    },
    verdict: judge(first, second, { rate, always, confidence, leastUplift }),
  };
}

interface Evidence {
  readonly rate: Estimate;
  readonly always: Interval | undefined;
  readonly confidence: number;
  readonly leastUplift: number;
}

function judge(first: ArmResult, second: ArmResult, evidence: Evidence): Verdict {
  const { rate, always, confidence, leastUplift } = evidence;
  if (second.customers === 0) return { kind: 'no-holdout' };
  if (always !== undefined && excludesZero(always)) return { kind: always.low > 0 ? 'better' : 'worse' };

  const pooled = conversionRate(joinArms([first, second]));
  const effect = Math.max(Math.abs(rate.difference), leastUplift * pooled);
  if (first.customers === 0 || rate.variancePerCustomer === 0) return { kind: 'too-early' };
  const forPower = customersNeeded(effect, rate.variancePerCustomer, confidence);
  const forNormality = (rate.customers * LEAST_EXPECTED) / expectedInSmaller(first, second);
  const more = Math.max(forPower, forNormality) - rate.customers;
  return more <= 0 ? { kind: 'no-difference-found' } : { kind: 'too-early', moreCustomers: roundUp(more) };
}

/**
 * Customers at which the interval that holds at all times leaves nought out with the wanted power, for a difference of this size:
 * factor(n) + z(power) / sqrt(n) = effect / sd.
 */
function customersNeeded(effect: number, variancePerCustomer: number, confidence: number): number {
  const reach = effect / Math.sqrt(variancePerCustomer);
  const zPower = normalQuantile(2 * POWER - 1);
  const isEnough = (customers: number): boolean =>
    alwaysValidFactor(customers, confidence) + zPower / Math.sqrt(customers) <= reach;
  let high = 1;
  while (!isEnough(high)) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** To two digits: more would say what nobody knows. */
function roundUp(customers: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(customers)) - 1);
  return Math.ceil(customers / unit) * unit;
}
