import { upperGamma } from './regularized-gamma.ts';

/** Below this chance the split is taken as broken (Fabijan et al. 2019, "Diagnosing sample ratio mismatch", KDD, section 5). */
const ALARM = 0.001;
/** Of a cell, below which the test is not to be trusted (Cochran 1954). */
const LEAST_EXPECTED = 5;

/** How many an arm got, and what part of all it was to get, in percent. */
export interface ArmShare {
  readonly customers: number;
  readonly percent: number;
}

/**
 * Whether the numbers that the arms got are too far from the parts that they were to get for chance alone: Pearson's chi-square
 * test. Too few customers are never a mismatch.
 */
export function hasRatioMismatch(arms: readonly ArmShare[]): boolean {
  const shares = arms.filter(({ percent }) => percent > 0);
  const all = shares.reduce((sum, { customers }) => sum + customers, 0);
  const parts = shares.reduce((sum, { percent }) => sum + percent, 0);
  if (shares.length < 2 || parts <= 0) return false;
  const expected = shares.map(({ percent }) => (all * percent) / parts);
  if (expected.some((count) => count < LEAST_EXPECTED)) return false;
  const distance = shares.reduce((sum, { customers }, position) => {
    const wanted = expected[position] ?? 0;
    return sum + (customers - wanted) ** 2 / wanted;
  }, 0);
  return upperGamma((shares.length - 1) / 2, distance / 2) < ALARM;
}
