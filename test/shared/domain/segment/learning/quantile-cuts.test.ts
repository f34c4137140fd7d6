import { DDSketch } from '@datadog/sketches-js';
import { describe, expect, it } from 'vitest';
import {
  cutsOfSketch,
  cutsOfTally,
  keepSteady,
  roundAmount,
} from '../../../../../shared/domain/segment/learning/quantile-cuts.ts';

describe('cutsOfTally', () => {
  it('puts a fifth of the customers into each score where no two are alike', () => {
    const tally = new Map(Array.from({ length: 100 }, (_, number) => [number, 1]));
    expect(cutsOfTally(tally)).toEqual([20, 40, 60, 80]);
  });

  it('parts those who bought again evenly where half the shop bought once', () => {
    const tally = new Map([
      [1, 500],
      ...Array.from({ length: 100 }, (_, number): [number, number] => [number + 2, 5]),
    ]);
    // 125 customers, which are 25 numbers, for each of the other four scores.
    expect(cutsOfTally(tally)).toEqual([2, 27, 52, 77]);
  });

  it('goes on growing past the largest number where all customers are alike', () => {
    expect(cutsOfTally(new Map([[1, 1_000]]))).toEqual([2, 3, 4, 5]);
    const someOnce = new Map([
      [1, 10],
      [9, 1_000],
    ]);
    // All ways of parting two numbers are as good.
    expect(cutsOfTally(someOnce)).toEqual([2, 3, 4, 5]);
  });

  it('has cut points for nobody at all', () => {
    expect(cutsOfTally(new Map())).toEqual([1, 2, 3, 4]);
  });
});

describe('cutsOfSketch', () => {
  const sketchOf = (amounts: readonly number[]): DDSketch => {
    const sketch = new DDSketch({ relativeAccuracy: 0.005 });
    for (const amount of amounts) sketch.accept(amount);
    return sketch;
  };

  it('gives the quintiles, exact to a percent', () => {
    const cuts = cutsOfSketch(sketchOf(Array.from({ length: 10_000 }, (_, number) => 100 + number)));
    [2_100, 4_100, 6_100, 8_100].forEach((quintile, position) => {
      expect(Math.abs((cuts?.[position] ?? 0) / quintile - 1)).toBeLessThan(0.01);
    });
  });

  it('grows where everybody spent the same, or nothing', () => {
    const [first = 0, ...others] = cutsOfSketch(sketchOf([5_000, 5_000, 5_000])) ?? [];
    expect(Math.abs(first - 5_000)).toBeLessThanOrEqual(25);
    expect(others).toEqual([first + 1, first + 2, first + 3]);
    expect(cutsOfSketch(sketchOf([0, 0, 0]))).toEqual([1, 2, 3, 4]);
  });

  it('has none for nobody', () => {
    expect(cutsOfSketch(sketchOf([]))).toBeUndefined();
  });
});

describe('keepSteady', () => {
  it('keeps the former cut points while each new one lies within a twentieth', () => {
    expect(keepSteady([1_050, 1_900], [1_000, 2_000])).toEqual([1_000, 2_000]);
  });

  it('takes all the new ones once a single one has moved further', () => {
    expect(keepSteady([1_050, 1_899], [1_000, 2_000])).toEqual([1_050, 1_899]);
  });

  it('follows a creep once it has come far enough, since the former ones are those that were published', () => {
    let cuts = [1_000];
    for (const next of [1_020, 1_040, 1_060, 1_080]) cuts = keepSteady([next], cuts);
    expect(cuts).toEqual([1_060]);
  });

  it('overlooks small whole numbers that move by the slack', () => {
    expect(keepSteady([2, 9], [3, 8], 1)).toEqual([3, 8]);
    expect(keepSteady([2, 9], [3, 8])).toEqual([2, 9]);
  });

  it('takes the new ones where there are no former', () => {
    expect(keepSteady([1, 2], undefined)).toEqual([1, 2]);
  });
});

describe('roundAmount', () => {
  it('keeps three digits', () => {
    expect([123_456, 999.6, 12, 0].map(roundAmount)).toEqual([123_000, 1_000, 12, 0]);
  });
});
