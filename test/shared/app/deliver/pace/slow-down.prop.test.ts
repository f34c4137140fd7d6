import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SendPace } from '../../../../../shared/app/deliver/pace/send-pace.ts';
import { slowDown, speedAt } from '../../../../../shared/app/deliver/pace/slow-down.ts';

const gaps = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 50 });

describe('slowDown', () => {
  it('halves the pace at each finding, never to nothing and never beyond the rate', () => {
    fc.assert(
      fc.property(gaps, (afterMs) => {
        let pace: SendPace = { free: 0 };
        let now = 1_000_000;
        for (const gap of afterMs) {
          now += gap;
          const before = speedAt(pace, now);
          pace = slowDown(pace, now);
          const after = speedAt(pace, now);
          expect(after).toBeLessThanOrEqual(before);
          expect(after).toBeGreaterThanOrEqual(0.05);
          if (gap >= 1_000) expect(after).toBeCloseTo(Math.max(0.05, before / 2), 10);
        }
      }),
    );
  });

  it('takes the refusals of one burst as one finding', () => {
    const once = slowDown({ free: 0 }, 1_000);
    expect(slowDown(slowDown(once, 1_001), 1_999)).toEqual(once);
    expect(speedAt(slowDown(once, 2_000), 2_000)).toBeLessThan(0.3);
  });

  it('comes back by the same amount each second, to the full rate and no further', () => {
    const slowed = slowDown({ free: 0 }, 0);
    expect([0, 6_000, 12_000, 30_000, 600_000].map((now) => speedAt(slowed, now))).toEqual([
      0.5, 0.6, 0.7, 1, 1,
    ]);
  });
});
