import { logGamma } from '../segment/prediction/log-gamma.ts';

const RELATIVE_ERROR = 1e-15;
const MOST_TERMS = 10_000;
/** Stands in for zero where the fraction would be divided by it. */
const TINY = 1e-300;

/**
 * The regularized upper incomplete gamma function Q(a, x) for a > 0, x >= 0: the series DLMF 8.7.1 for small x, else the
 * continued fraction 8.9.2 by Lentz's method. Q(df / 2, x / 2) is the chance that a chi-square variable exceeds x.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * RELATIVE_ERROR; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < RELATIVE_ERROR) break;
  }
  return value;
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
