import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupPatterns } from '../../../../../shared/domain/segment/prediction/grouped-patterns.ts';

const pattern = fc.record({ x: fc.nat(3), tx: fc.nat(4), T: fc.integer({ min: 4, max: 8 }) });

describe('groupPatterns', () => {
  it('gives the same for any order and any division into parts', () => {
    fc.assert(
      fc.property(fc.array(pattern), fc.nat(50), fc.func(fc.integer()), (all, cut, key) => {
        const shuffled = all.toSorted((one, other) => key(one) - key(other));
        const parts = [groupPatterns(shuffled.slice(0, cut)), groupPatterns(shuffled.slice(cut))];
        expect(groupPatterns(parts.flat())).toEqual(groupPatterns(all));
      }),
    );
  });

  it('counts every customer once, in groups that differ', () => {
    fc.assert(
      fc.property(fc.array(pattern), (all) => {
        const groups = groupPatterns(all);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        expect(new Set(groups.map(({ x, tx, T }) => `${x} ${tx} ${T}`)).size).toBe(groups.length);
      }),
    );
  });
});
