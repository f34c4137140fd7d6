/** From here on the series below is exact to a double's last digits. */
const LARGE = 10;
/** B_2k / 2k for k = 1, 2, ... */
const COEFFICIENTS = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** The derivative of the logarithm of the gamma function for x > 0 (DLMF 5.11.2, after the recurrence 5.5.2). */
export function digamma(x: number): number {
  let below = 0;
  let large = x;
  for (; large < LARGE; large += 1) below += 1 / large;
  const inverseSquare = 1 / (large * large);
  let power = inverseSquare;
  let series = 0;
  for (const coefficient of COEFFICIENTS) {
    series += coefficient * power;
    power *= inverseSquare;
  }
  return Math.log(large) - 0.5 / large - series - below;
}
