import type { ArmResult } from './arm-result.ts';
import { conversionRate } from './arm-result.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * The confidence interval of the difference of two conversion rates, first less second, for one look at a time that was fixed
 * beforehand: the hybrid score interval without continuity correction (Newcombe 1998, "Interval estimation for the difference
 * between independent proportions", Statistics in Medicine 17, method 10). Undefined where an arm is empty.
 */
export function rateDifferenceInterval(
  first: ArmResult,
  second: ArmResult,
  confidence: number,
): Interval | undefined {
  if (first.customers === 0 || second.customers === 0) return undefined;
  const z = normalQuantile(confidence);
  const [p1, p2] = [conversionRate(first), conversionRate(second)];
  const [one, two] = [wilsonInterval(first, z), wilsonInterval(second, z)];
  return {
    low: p1 - p2 - Math.hypot(p1 - one.low, two.high - p2),
    high: p1 - p2 + Math.hypot(one.high - p1, p2 - two.low),
  };
}

/** The score interval of one rate (Wilson 1927). */
function wilsonInterval({ converted, customers }: ArmResult, z: number): Interval {
  const middle = converted + (z * z) / 2;
  const half = z * Math.sqrt((converted * (customers - converted)) / customers + (z * z) / 4);
  const whole = customers + z * z;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}
