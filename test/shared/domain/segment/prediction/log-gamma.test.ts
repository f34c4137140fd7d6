import { describe, expect, it } from 'vitest';
import { digamma } from '../../../../../shared/domain/segment/prediction/digamma.ts';
import { logBeta, logGamma } from '../../../../../shared/domain/segment/prediction/log-gamma.ts';

const EULER = 0.5772156649015329;

describe('logGamma', () => {
  it('is the logarithm of the factorials, and of the root of pi at a half', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(1e-8)).toBeCloseTo(Math.log(1e8), 7);
  });

  it('obeys its recurrence over all magnitudes', () => {
    for (const x of [1e-6, 0.03, 0.7, 3.3, 9.99, 10.01, 250.5, 1e5]) {
      expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(
        1e-14 * (10 + logGamma(x + 10)),
      );
    }
  });
});

describe('logBeta', () => {
  it('is known at whole numbers', () => {
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 13);
    expect(logBeta(1, 5)).toBeCloseTo(Math.log(1 / 5), 13);
  });
});

describe('digamma', () => {
  it('is known at 1, 1/2 and 10', () => {
    expect(digamma(1)).toBeCloseTo(-EULER, 13);
    expect(digamma(0.5)).toBeCloseTo(-EULER - 2 * Math.LN2, 13);
    expect(digamma(10)).toBeCloseTo(-EULER + 7129 / 2520, 13);
  });

  it('is the slope of logGamma', () => {
    for (const x of [0.05, 0.9, 4.2, 11, 300]) {
      const step = 1e-4 * x;
      expect(digamma(x)).toBeCloseTo((logGamma(x + step) - logGamma(x - step)) / (2 * step), 5);
    }
  });
});
