import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../cli/demo-shop/seeded-random.ts';

const N = 20_000;

function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: N }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / N;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / N };
}

describe('seededRandom', () => {
  it('repeats itself with the same seed and not with another', () => {
    const draws = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it.each([
    ['uniform', (random: ReturnType<typeof seededRandom>) => random.uniform(), 1 / 2, 1 / 12],
    ['normal', (random: ReturnType<typeof seededRandom>) => random.normal(), 0, 1],
    ['exponential', (random: ReturnType<typeof seededRandom>) => random.exponential(2), 1 / 2, 1 / 4],
    ['gamma above shape 1', (random: ReturnType<typeof seededRandom>) => random.gamma(3, 2), 6, 12],
    ['gamma below shape 1', (random: ReturnType<typeof seededRandom>) => random.gamma(0.5, 2), 1, 2],
    ['beta', (random: ReturnType<typeof seededRandom>) => random.beta(2, 3), 0.4, 0.04],
  ])('draws %s with its mean and variance', (_name, draw, mean, variance) => {
    const random = seededRandom(42);
    const found = moments(() => draw(random));
    const tolerance = 5 * Math.sqrt(variance / N);
    expect(Math.abs(found.mean - mean)).toBeLessThan(tolerance);
    expect(found.variance / variance).toBeGreaterThan(0.9);
    expect(found.variance / variance).toBeLessThan(1.1);
  });

  it('picks by weight', () => {
    const random = seededRandom(3);
    const choices: [{ name: string; weight: number }, ...{ name: string; weight: number }[]] = [
      { name: 'rare', weight: 1 },
      { name: 'never', weight: 0 },
      { name: 'often', weight: 3 },
    ];
    const picked = Map.groupBy(
      Array.from({ length: N }, () => random.weighted(choices).name),
      (name) => name,
    );
    expect(picked.get('never')).toBeUndefined();
    expect((picked.get('often')?.length ?? 0) / N).toBeCloseTo(0.75, 1);
  });

  it('draws whole numbers within both ends', () => {
    const random = seededRandom(5);
    expect(new Set(Array.from({ length: 500 }, () => random.integer(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
  });
});
