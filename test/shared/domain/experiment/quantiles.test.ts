import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../../shared/domain/experiment/normal-quantile.ts';
import { regularizedBeta } from '../../../../shared/domain/experiment/regularized-beta.ts';
import { upperGamma } from '../../../../shared/domain/experiment/regularized-gamma.ts';
import { studentQuantile } from '../../../../shared/domain/experiment/student-quantile.ts';

describe('quantiles and tails', () => {
  it.each([
    [0.5, 0.674489750196082],
    [0.8, 1.2815515655446],
    [0.95, 1.95996398454005],
    [0.999, 3.29052673149192],
  ])('gives the normal quantile of the tables within %d', (confidence, z) => {
    expect(normalQuantile(confidence)).toBeCloseTo(z, 11);
  });

  it.each([
    [0.95, 1, 12.7062],
    [0.95, 4, 2.77645],
    [0.99, 10, 3.16927],
    [0.9, 30, 1.69726],
    [0.95, 1_000_000, 1.95997],
  ])('gives the t quantile of the tables within %d at %d degrees', (confidence, degrees, t) => {
    expect(studentQuantile(confidence, degrees)).toBeCloseTo(t, 4);
  });

  it.each([
    [1, 3.841459, 0.05],
    [3, 16.26624, 0.001],
    [10, 2.558212, 0.99],
    [100, 124.3421, 0.05],
  ])('gives the chi-square tail of the tables at %d degrees', (degrees, x, chance) => {
    expect(upperGamma(degrees / 2, x / 2)).toBeCloseTo(chance, 6);
  });

  it('agrees with the closed forms that some arguments have', () => {
    expect(upperGamma(1, 2.5)).toBeCloseTo(Math.exp(-2.5), 14);
    expect(upperGamma(1, 0)).toBe(1);
    expect(regularizedBeta(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 14);
    expect(regularizedBeta(0.9, 4, 1)).toBeCloseTo(0.9 ** 4, 14);
    expect([regularizedBeta(0, 2, 3), regularizedBeta(1, 2, 3)]).toEqual([0, 1]);
  });
});
