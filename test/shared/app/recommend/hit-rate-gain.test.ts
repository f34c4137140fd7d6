import { describe, expect, it } from 'vitest';
import { hitRateGain } from '../../../../shared/app/recommend/hit-rate-gain.ts';

describe('hitRateGain', () => {
  it('is the difference of the hit rates, within its interval', () => {
    const gain = hitRateGain({ cases: 1000, onlyOurs: 150, onlyTheirs: 50 });
    expect(gain?.difference).toBeCloseTo(0.1);
    // By hand: (150 - 50) / 1002 -+ 1.96 * sqrt(201 - 100^2 / 1002) / 1002
    expect(gain?.low).toBeCloseTo(0.0727, 3);
    expect(gain?.high).toBeCloseTo(0.1269, 3);
  });

  it('turns its sign where the two are swapped', () => {
    const one = hitRateGain({ cases: 80, onlyOurs: 9, onlyTheirs: 4 });
    const other = hitRateGain({ cases: 80, onlyOurs: 4, onlyTheirs: 9 });
    expect(other?.low).toBeCloseTo(-(one?.high ?? 0));
    expect(other?.difference).toBeCloseTo(-(one?.difference ?? 0));
  });

  it('stays wide where few cases agree by chance, and is undefined without any', () => {
    const gain = hitRateGain({ cases: 3, onlyOurs: 0, onlyTheirs: 0 });
    expect(gain?.difference).toBe(0);
    expect(gain?.high).toBeGreaterThan(0.2);
    expect(hitRateGain({ cases: 0, onlyOurs: 0, onlyTheirs: 0 })).toBeUndefined();
  });
});
