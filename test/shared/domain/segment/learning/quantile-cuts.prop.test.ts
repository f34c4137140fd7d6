import { DDSketch } from '@datadog/sketches-js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutsOfSketch,
  cutsOfTally,
  keepSteady,
} from '../../../../../shared/domain/segment/learning/quantile-cuts.ts';

const numbers = fc.array(fc.oneof(fc.constantFrom(1, 2), fc.nat({ max: 400 })), {
  minLength: 1,
  maxLength: 300,
});

function tallyOf(values: readonly number[]): Map<number, number> {
  const tally = new Map<number, number>();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return tally;
}

const isGrowing = (cuts: readonly number[]): boolean =>
  cuts.every((cut, position) => position === 0 || cut > (cuts[position - 1] ?? 0));

/** How many score 1 to 5: at least a cut is the next score. */
function scored(values: readonly number[], cuts: readonly number[]): number[] {
  const scores = [0, 0, 0, 0, 0];
  for (const value of values) {
    const score = cuts.filter((cut) => value >= cut).length;
    scores[score] = (scores[score] ?? 0) + 1;
  }
  return scores;
}

describe('cut points', () => {
  it('grow, whatever the customers', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(isGrowing(cutsOfTally(tallyOf(values)))).toBe(true);
        const sketch = new DDSketch({ relativeAccuracy: 0.005 });
        for (const value of values) sketch.accept(value);
        expect(isGrowing(cutsOfSketch(sketch) ?? [])).toBe(true);
      }),
    );
  });

  it('give each score a fifth of customers of whom no two are alike, give or take one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 100_000 }), { minLength: 5, maxLength: 300 }), (values) => {
        const fifth = values.length / 5;
        for (const count of scored(values, cutsOfTally(tallyOf(values))))
          expect(Math.abs(count - fifth)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('leave no score without customers that has enough different numbers', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const different = new Set(values).size;
        const scores = scored(values, cutsOfTally(tallyOf(values))).filter((count) => count > 0);
        // Whom one number holds together cannot be parted: at least two scores are given wherever there are two numbers.
        expect(scores.length).toBeGreaterThanOrEqual(Math.min(2, different));
      }),
    );
  });

  it('are the same for parts of a shop that are added up, in any order', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (values, split) => {
        const middle = split % values.length;
        const merged = tallyOf(values.slice(middle));
        for (const [value, count] of tallyOf(values.slice(0, middle)))
          merged.set(value, (merged.get(value) ?? 0) + count);
        expect(cutsOfTally(merged)).toEqual(cutsOfTally(tallyOf(values)));
      }),
    );
  });

  it('are the former ones or the new ones, never a mixture', () => {
    const four = fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500));
    fc.assert(
      fc.property(four, four, fc.nat(3), (cuts, former, slack) => {
        const kept = keepSteady(cuts, former, slack);
        expect([cuts, former]).toContain(kept);
        if (kept === cuts && cuts.join() !== former.join()) {
          const moved = cuts.map((cut, position) => Math.abs(cut - (former[position] ?? 0)));
          const allowed = former.map((cut) => Math.max(slack, cut / 20));
          expect(moved.some((by, position) => by > (allowed[position] ?? 0))).toBe(true);
        }
      }),
    );
  });
});
