import { describe, expect, it } from 'vitest';
import { meanRepeatValueMinor, patternOf } from '../../../../shared/app/predict/customer-purchases.ts';

const ann = { customerId: 'ann', days: [10, 24, 38], valuesMinor: [500, 300, 100] };

describe('patternOf', () => {
  it('counts repeat occasions, and time from the first, in units', () => {
    expect(patternOf(ann, 45, 7)).toEqual({ x: 2, tx: 4, T: 5 });
    expect(patternOf(ann, 24, 1)).toEqual({ x: 1, tx: 14, T: 14 });
    expect(patternOf(ann, 23, 1)).toEqual({ x: 0, tx: 0, T: 13 });
  });

  it('is none before the first purchase', () => {
    expect(patternOf(ann, 9, 7)).toBeUndefined();
  });
});

describe('meanRepeatValueMinor', () => {
  it('leaves out the first purchase and what lies ahead', () => {
    expect(meanRepeatValueMinor(ann, 45)).toBe(200);
    expect(meanRepeatValueMinor(ann, 30)).toBe(300);
    expect(meanRepeatValueMinor(ann, 23)).toBe(0);
  });
});
