/** The integral of a function of a positive number, by the trapezoidal rule on its logarithm. */
export const integratePositive = (f: (value: number) => number): number =>
  trapezoid((u) => f(Math.exp(u)) * Math.exp(u), -300, 40);

/** The integral over p from 0 to 1 of a function of p and 1 - p, by the trapezoidal rule on ln(p / (1 - p)). */
export const integrateShare = (f: (p: number, rest: number) => number): number =>
  trapezoid(
    (y) => {
      const p = 1 / (1 + Math.exp(-y));
      const rest = 1 / (1 + Math.exp(y));
      return f(p, rest) * p * rest;
    },
    -300,
    300,
  );

function trapezoid(f: (at: number) => number, from: number, to: number): number {
  const step = 1 / 32;
  let sum = 0;
  for (let at = from; at <= to; at += step) {
    const value = f(at);
    if (value > 0) sum += value * step;
  }
  return sum;
}
