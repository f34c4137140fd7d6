import { type ArmResult, meanValue, valueVariance } from './arm-result.ts';
import type { Interval } from './interval.ts';
import { studentQuantile } from './student-quantile.ts';

/**
 * The confidence interval of the difference of two mean values of a customer, first less second, for one look at a time that was
 * fixed beforehand: Welch 1947, with the degrees of freedom of Satterthwaite 1946. Undefined where an arm has fewer than two
 * customers, or nobody in either spent anything.
 */
export function valueDifferenceInterval(
  first: ArmResult,
  second: ArmResult,
  confidence: number,
): Interval | undefined {
  if (first.customers < 2 || second.customers < 2) return undefined;
  const [one, two] = [valueVariance(first) / first.customers, valueVariance(second) / second.customers];
  if (one + two === 0) return undefined;
  const degrees = (one + two) ** 2 / (one ** 2 / (first.customers - 1) + two ** 2 / (second.customers - 1));
  const half = studentQuantile(confidence, degrees) * Math.sqrt(one + two);
  const difference = meanValue(first) - meanValue(second);
  return { low: difference - half, high: difference + half };
}
