import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeenIds } from '../../../../shared/app/predict/seen-ids.ts';

describe('SeenIds', () => {
  it('takes each id for new once, as a set does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.string())), (ids) => {
        const seen = new SeenIds();
        const set = new Set<string>();
        for (const id of ids) {
          expect(seen.add(id)).toBe(!set.has(id));
          set.add(id);
        }
      }),
    );
  });

  it('keeps apart two hundred thousand ids that are much alike, and knows them all again', () => {
    const seen = new SeenIds();
    const ids = function* () {
      for (let number = 0; number < 200_000; number += 1) yield `customer-${number % 1_000}#order-${number}`;
    };
    expect([...ids()].filter((id) => !seen.add(id))).toEqual([]);
    expect([...ids()].some((id) => seen.add(id))).toBe(false);
  });
});
