/** From here on the series below is exact to a double's last digits. */
const LARGE = 10;
/** B_2k / (2k (2k - 1)) for k = 1, 2, ... */
const COEFFICIENTS = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** The natural logarithm of the gamma function for x > 0: Stirling's series (DLMF 5.11.1) after the recurrence 5.5.1. */
export function logGamma(x: number): number {
  let product = 1;
  let large = x;
  for (; large < LARGE; large += 1) product *= large;
  const inverse = 1 / large;
  let power = inverse;
  let series = 0;
  for (const coefficient of COEFFICIENTS) {
    series += coefficient * power;
    power *= inverse * inverse;
  }
  return (large - 0.5) * Math.log(large) - large + HALF_LOG_TWO_PI + series - Math.log(product);
}

/** The natural logarithm of the beta function, for a, b > 0. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
