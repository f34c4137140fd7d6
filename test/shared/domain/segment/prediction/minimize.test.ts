import { describe, expect, it } from 'vitest';
import { maximizeLikelihood } from '../../../../../shared/domain/segment/prediction/maximize-likelihood.ts';
import { minimize } from '../../../../../shared/domain/segment/prediction/minimize.ts';

describe('minimize', () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { point, value, isConverged } = minimize(
      ([x = 0, y = 0]) => ({
        value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
      }),
      [-1.2, 1],
    );
    expect(isConverged).toBe(true);
    expect(value).toBeLessThan(1e-12);
    expect(point[0]).toBeCloseTo(1, 5);
    expect(point[1]).toBeCloseTo(1, 5);
  });

  it('says so where it goes down for ever', () => {
    const { isConverged } = minimize(([x = 0]) => ({ value: -x, gradient: [-1] }), [0]);
    expect(isConverged).toBe(false);
  });
});

describe('maximizeLikelihood', () => {
  /** Of 7 successes in 10 trials: ten times ln of p^0.7 (1 + p)^-1 has its maximum at p = 7/3. */
  const odds = ([p = 0]: readonly number[]) => ({
    logLikelihood: 7 * Math.log(p) - 10 * Math.log1p(p),
    gradient: [7 / p - 10 / (1 + p)],
  });

  it('takes the first start that leads to a maximum', () => {
    const found = maximizeLikelihood(odds, [[Number.NaN], [0.01]], 10);
    expect(found?.parameters[0]).toBeCloseTo(7 / 3, 5);
    expect(found?.logLikelihood).toBeCloseTo(7 * Math.log(0.7) + 3 * Math.log(0.3), 8);
  });

  it('is undefined where none does', () => {
    const rising = ([p = 0]: readonly number[]) => ({ logLikelihood: Math.log(p), gradient: [1 / p] });
    expect(maximizeLikelihood(rising, [[1]], 1)).toBeUndefined();
  });
});
