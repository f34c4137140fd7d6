import { dropoutChances } from './dropout-chances.ts';
import type { PatternGroup } from './grouped-patterns.ts';
import type { Likelihood } from './maximize-likelihood.ts';
import type { PurchaseModelKind } from './purchase-model.ts';

/**
 * The log-likelihood of r, alpha, a and b and its derivatives, for customers grouped by pattern: eq. (6) of Fader, Hardie
 * and Lee 2005, and the MBG/NBD's in Batislam, Denizel and Filiztekin 2007. Gamma and beta functions only occur as ratios
 * that are products of x factors; their logarithms, and those of alpha + t_x and alpha + T, are worked out once for each
 * value, which leaves one exponential and one logarithm for each group.
 */
export function purchaseLikelihood(
  kind: PurchaseModelKind,
  groups: readonly PatternGroup[],
): (parameters: readonly number[]) => Likelihood {
  const size = groups.length;
  const xs = Int32Array.from(groups, (group) => group.x);
  const counts = Float64Array.from(groups, (group) => group.count);
  const lasts = indexDistinct(groups.map((group) => group.tx));
  const ages = indexDistinct(groups.map((group) => group.T));
  const maxX = xs.reduce((max, x) => Math.max(max, x), 0);
  const shift = dropoutChances(kind, 0);

  return ([r = 0, alpha = 0, a = 0, b = 0]) => {
    const buying = buyingTerms(r, maxX);
    const staying = stayingTerms(a, b, maxX + shift);
    const logLasts = lasts.values.map((tx) => Math.log(alpha + tx));
    const logAges = ages.values.map((T) => Math.log(alpha + T));
    const logAlpha = Math.log(alpha);
    const logA = Math.log(a);
    let logLikelihood = 0;
    let [byR, byAlpha, byA, byB] = [0, 0, 0, 0];
    for (let index = 0; index < size; index += 1) {
      const x = xs[index] ?? 0;
      const k = x + shift;
      const count = counts[index] ?? 0;
      const logLast = logLasts[lasts.indices[index] ?? 0] ?? 0;
      const logAge = logAges[ages.indices[index] ?? 0] ?? 0;
      const shape = r + x;
      let logSum = 0;
      let gone = 0;
      if (k > 0) {
        // ln(1 + e^odds) and its derivative: the customer was still there all the time, or gave up after the last order.
        const odds = logA - (staying.logFactor[k - 1] ?? 0) + shape * (logAge - logLast);
        const small = Math.exp(-Math.abs(odds));
        logSum = Math.max(odds, 0) + Math.log1p(small);
        gone = (odds > 0 ? 1 : small) / (1 + small);
      }
      logLikelihood +=
        count *
        ((buying.log[x] ?? 0) + r * (logAlpha - logAge) - x * logAge + (staying.log[k] ?? 0) + logSum);
      byR += count * ((buying.slope[x] ?? 0) + logAlpha - logAge + gone * (logAge - logLast));
      byAlpha += count * (r / alpha - shape * ((1 - gone) * Math.exp(-logAge) + gone * Math.exp(-logLast)));
      byA += count * ((staying.byA[k] ?? 0) + gone / a);
      byB += count * ((staying.byB[k] ?? 0) - (k > 0 ? gone / (b + k - 1) : 0));
    }
    return { logLikelihood, gradient: [byR, byAlpha, byA, byB] };
  };
}

/** ln of gamma(r + x) / gamma(r), and its derivative by r, for each x. */
function buyingTerms(r: number, maxX: number) {
  const log = new Float64Array(maxX + 1);
  const slope = new Float64Array(maxX + 1);
  for (let x = 0; x < maxX; x += 1) {
    log[x + 1] = (log[x] ?? 0) + Math.log(r + x);
    slope[x + 1] = (slope[x] ?? 0) + 1 / (r + x);
  }
  return { log, slope };
}

/** ln of B(a, b + k) / B(a, b), and its derivatives, for each k; and ln(b + k). */
function stayingTerms(a: number, b: number, maxK: number) {
  const log = new Float64Array(maxK + 1);
  const byA = new Float64Array(maxK + 1);
  const byB = new Float64Array(maxK + 1);
  const logFactor = new Float64Array(maxK + 1);
  for (let k = 0; k <= maxK; k += 1) {
    logFactor[k] = Math.log(b + k);
    if (k === maxK) break;
    log[k + 1] = (log[k] ?? 0) - Math.log1p(a / (b + k));
    byA[k + 1] = (byA[k] ?? 0) - 1 / (a + b + k);
    byB[k + 1] = (byB[k] ?? 0) + a / ((b + k) * (a + b + k));
  }
  return { log, byA, byB, logFactor };
}

function indexDistinct(all: readonly number[]): { values: Float64Array; indices: Int32Array } {
  const positions = new Map<number, number>();
  const indices = Int32Array.from(all, (value) => {
    const known = positions.get(value);
    if (known !== undefined) return known;
    positions.set(value, positions.size);
    return positions.size - 1;
  });
  return { values: Float64Array.from(positions.keys()), indices };
}
