import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../cli/demo-shop/seeded-random.ts';
import type { ArmResult } from '../../../../shared/domain/experiment/arm-result.ts';
import { rateDifferenceInterval } from '../../../../shared/domain/experiment/rate-difference.ts';
import { valueDifferenceInterval } from '../../../../shared/domain/experiment/value-difference.ts';

const rates = (converted: number, customers: number): ArmResult => ({
  customers,
  converted,
  value: 0,
  squares: 0,
});
const valuesOf = (values: readonly number[]): ArmResult => ({
  customers: values.length,
  converted: values.filter((value) => value > 0).length,
  value: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

describe('rateDifferenceInterval', () => {
  // Newcombe 1998, table II, method 10, to the four digits printed there.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('gives what Newcombe printed for %d/%d less %d/%d', (x1, n1, x2, n2, low, high) => {
    const interval = rateDifferenceInterval(rates(x1, n1), rates(x2, n2), 0.95);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('covers the true difference about as often as it says, with a small holdout too', () => {
    const random = seededRandom(11);
    const draw = (n: number, p: number): number => {
      let hits = 0;
      for (let i = 0; i < n; i += 1) if (random.chance(p)) hits += 1;
      return hits;
    };
    const runs = 4_000;
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const interval = rateDifferenceInterval(rates(draw(450, 0.12), 450), rates(draw(50, 0.08), 50), 0.95);
      if (interval !== undefined && interval.low <= 0.04 && 0.04 <= interval.high) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.94);
    expect(covered / runs).toBeLessThan(0.975);
  });

  it('says nothing of an empty arm', () => {
    expect(rateDifferenceInterval(rates(0, 0), rates(1, 2), 0.95)).toBeUndefined();
  });
});

describe('valueDifferenceInterval', () => {
  it('is Welch’s, by hand for two small samples', () => {
    // Means 20 and 15.5, variances 10 and 11 / 3; Satterthwaite's degrees are 6.645, of which t(0.975) is 2.3906.
    const interval = valueDifferenceInterval(
      valuesOf([16, 18, 20, 22, 24]),
      valuesOf([14, 14, 16, 18]),
      0.95,
    );
    const [one, two] = [10 / 5, 11 / 3 / 4];
    const half = 2.3906 * Math.sqrt(one + two);
    expect(interval?.low).toBeCloseTo(4.5 - half, 2);
    expect(interval?.high).toBeCloseTo(4.5 + half, 2);
  });

  it('covers the true difference about as often as it says, where few spend and amounts differ widely', () => {
    const random = seededRandom(12);
    const spend = (chance: number): number => (random.chance(chance) ? random.gamma(2, 30) : 0);
    const runs = 3_000;
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const first = valuesOf(Array.from({ length: 300 }, () => spend(0.2)));
      const second = valuesOf(Array.from({ length: 150 }, () => spend(0.15)));
      const interval = valueDifferenceInterval(first, second, 0.95);
      if (interval !== undefined && interval.low <= 3 && 3 <= interval.high) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.965);
  });

  it('says nothing where nobody spent, or an arm has one customer', () => {
    expect(valueDifferenceInterval(valuesOf([0, 0, 0]), valuesOf([0, 0]), 0.95)).toBeUndefined();
    expect(valueDifferenceInterval(valuesOf([1, 2]), valuesOf([3]), 0.95)).toBeUndefined();
  });
});
