import { describe, expect, it } from 'vitest';
import { shrunkCosine } from '../../../../shared/domain/recommend/shrunk-cosine.ts';

describe('shrunkCosine', () => {
  it('is the cosine without shrinkage', () => {
    expect(shrunkCosine(6, 9, 16, 0)).toBeCloseTo(0.5);
    expect(shrunkCosine(4, 4, 4, 0)).toBe(1);
  });

  it('is half the cosine where together equals the shrinkage', () => {
    expect(shrunkCosine(6, 9, 16, 6)).toBeCloseTo(0.25);
  });

  it('is 0 for products never bought together, also without shrinkage', () => {
    expect(shrunkCosine(0, 9, 16, 0)).toBe(0);
    expect(shrunkCosine(0, 0, 0, 0)).toBe(0);
  });
});
