import { describe, expect, it } from 'vitest';
import { nextEpoch, rulesAt, withCalibrations } from '../../../shared/domain/compiled-rules.ts';
import type { Calibration } from '../../../shared/domain/segment/calibration.ts';
import { day } from '../../support/inputs.ts';
import { rulesWith } from '../../support/rules.ts';

const calibration = (sequence: number, overrides: Partial<Calibration> = {}): Calibration => ({
  sequence,
  effectiveAt: day(sequence * 10),
  currency: 'USD',
  customers: 1_000,
  rfm: { frequencyOccasions: [2, 3, 4, sequence + 4] },
  tiers: { headMinor: 1_000 * sequence, midMinor: 10 * sequence },
  gates: [],
  ...overrides,
});

const learning = rulesWith({
  rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'fixed' } },
  tiers: { share: { head: 0.2, mid: 0.4 } },
});
const calibratedBy = (...calibrations: Calibration[]) => withCalibrations(learning, calibrations);

describe('rulesAt', () => {
  it('gives what the files say before the first calibration', () => {
    const rules = calibratedBy(calibration(1));
    expect(rulesAt(rules, day(10) - 1)).toMatchObject({
      calibration: 0,
      tiers: { headMinor: learning.tiers.headMinor },
      rfm: { frequencyOccasions: learning.rfm.frequencyOccasions },
    });
  });

  it('gives what was learned from the instant on from which it holds', () => {
    const rules = calibratedBy(calibration(1), calibration(2));
    expect(rulesAt(rules, day(10))).toMatchObject({ calibration: 1, tiers: { headMinor: 1_000 } });
    expect(rulesAt(rules, day(20) - 1).calibration).toBe(1);
    expect(rulesAt(rules, day(20))).toMatchObject({
      calibration: 2,
      tiers: { headMinor: 2_000, midMinor: 20, windowDays: 365 },
      rfm: { frequencyOccasions: [2, 3, 4, 6], recencyDays: learning.rfm.recencyDays },
    });
  });

  it('lets the oldest that is known hold before itself where older ones are not known', () => {
    const rules = calibratedBy(calibration(7), calibration(6));
    expect(rulesAt(rules, day(0)).calibration).toBe(6);
  });

  it('leaves what the shop has fixed as it is', () => {
    const fixed = withCalibrations(rulesWith(), [calibration(1)]);
    expect(rulesAt(fixed, day(10))).toMatchObject({
      calibration: 1,
      tiers: { headMinor: fixed.tiers.headMinor },
      rfm: { frequencyOccasions: fixed.rfm.frequencyOccasions },
    });
  });

  it('does not use amounts in another currency than the shop counts in now', () => {
    const rules = calibratedBy(calibration(1, { currency: 'JPY' }));
    expect(rulesAt(rules, day(10)).calibration).toBe(0);
  });
});

describe('nextEpoch', () => {
  it('is the next instant at which a calibration that is known comes into force', () => {
    const rules = calibratedBy(calibration(2), calibration(1));
    expect(nextEpoch(rules, day(0))).toBe(day(10));
    expect(nextEpoch(rules, day(10))).toBe(day(20));
    expect(nextEpoch(rules, day(20))).toBeUndefined();
  });
});
