import { alwaysValidInterval, type Estimate } from './always-valid.ts';
import { type ArmResult, conversionRate, joinArms, meanValue, valueVariance } from './arm-result.ts';
import type { Interval } from './interval.ts';

/** Buyers, and others, to be expected in the smaller arm before its rate is taken to be about normal (Cochran 1954). */
export const LEAST_EXPECTED = 5;

/** How far conversion rates are apart, first less second. */
export const rateEstimate = (first: ArmResult, second: ArmResult): Estimate =>
  estimate(first, second, conversionRate, (arm) => conversionRate(arm) * (1 - conversionRate(arm)));

/** How far mean values of a customer are apart, first less second. */
export const valueEstimate = (first: ArmResult, second: ArmResult): Estimate =>
  estimate(first, second, meanValue, valueVariance);

/** The interval of the difference of conversion rates that holds at all times; undefined before there are enough customers for one. */
export const alwaysValidRate = (
  first: ArmResult,
  second: ArmResult,
  confidence: number,
): Interval | undefined =>
  expectedInSmaller(first, second) < LEAST_EXPECTED
    ? undefined
    : alwaysValidInterval(rateEstimate(first, second), confidence);

/** The rarer of buyers and others whom the smaller arm would have if the arms were alike. */
export function expectedInSmaller(first: ArmResult, second: ArmResult): number {
  const pooled = conversionRate(joinArms([first, second]));
  return Math.min(first.customers, second.customers) * Math.min(pooled, 1 - pooled);
}

/** The larger of the variance that the arms have each by itself and the one that they have if they are alike: an arm without a buyer has none of its own. */
function estimate(
  first: ArmResult,
  second: ArmResult,
  meanOf: (arm: ArmResult) => number,
  varianceOf: (arm: ArmResult) => number,
): Estimate {
  const customers = first.customers + second.customers;
  const difference = meanOf(first) - meanOf(second);
  if (first.customers === 0 || second.customers === 0)
    return { difference, variancePerCustomer: 0, customers };
  const [shareOne, shareTwo] = [first.customers / customers, second.customers / customers];
  const apart = varianceOf(first) / shareOne + varianceOf(second) / shareTwo;
  const alike = varianceOf(joinArms([first, second])) * (1 / shareOne + 1 / shareTwo);
  return { difference, variancePerCustomer: Math.max(apart, alike), customers };
}
