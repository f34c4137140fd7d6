import { describe, expect, it } from 'vitest';
import { calibrationLines } from '../../../cli/calibration/calibration-lines.ts';
import type { CalibratedNow } from '../../../infra/local/http/calibrate-now.ts';

const BEFORE = {
  recencyDays: [30, 90, 180, 365],
  frequencyOccasions: [2, 3, 5, 8],
  monetaryMinor: [2_500, 6_000, 12_000, 40_000],
  headMinor: 40_000,
  midMinor: 12_000,
};

const calibrated = (overrides: Partial<CalibratedNow> = {}): CalibratedNow => ({
  isNew: true,
  sequence: 2,
  effectiveAt: Date.UTC(2026, 4, 1, 3, 15),
  customers: 2_767,
  currency: 'USD',
  before: BEFORE,
  now: { ...BEFORE, monetaryMinor: [2_600, 5_350, 10_400, 1_021_300], headMinor: 20_800 },
  origin: { recency: 'fixed', frequency: 'learned', monetary: 'learned', tiers: 'learned' },
  model: null,
  gates: [],
  ...overrides,
});
const textOf = (overrides?: Partial<CalibratedNow>): string =>
  calibrationLines(calibrated(overrides)).join('\n');

describe('calibrationLines', () => {
  it('sets what holds now beside what held before, money in the units of its currency', () => {
    const text = textOf();
    expect(text).toContain(
      'Calibration 2, in force since 2026-05-01 03:15 UTC, learned from 2,767 customers:',
    );
    expect(text).toMatch(/^ {2}recency, days +30 90 180 365 +as before$/m);
    expect(text).toMatch(
      /^ {2}monetary, USD +25\.00 60\.00 120\.00 400\.00 +26\.00 53\.50 104\.00 10,213\.00$/m,
    );
    expect(text).toMatch(/^ {2}head from, USD +400\.00 +208\.00$/m);
    expect(text).toContain('Fixed by the files: recency.');
    expect(text).toContain('those whom it concerns move');
    expect(textOf({ currency: 'JPY' })).toMatch(/^ {2}head from, JPY +40,000 +20,800$/m);
  });

  it('says that nothing new was learned, and promises no moves then', () => {
    const text = textOf({ isNew: false, now: BEFORE, customers: 1 });
    expect(text).toMatch(
      /^Nothing new was learned\. Calibration 2 of .*, learned from one customer, holds on:/,
    );
    expect(text).not.toContain('move.');
  });

  it('says what is still to be learned', () => {
    const origin = { recency: 'learned', frequency: 'given', monetary: 'learned', tiers: 'given' } as const;
    const text = textOf({ origin });
    expect(text).toContain('Those of the files until more customers are known: frequency, tiers.');
    expect(text).not.toContain('Fixed by');
  });

  it('says what a model lacks that is not trusted, the fit itself too', () => {
    const text = textOf({
      gates: [
        { name: 'customers', needed: 500, measured: 120, isPassed: false },
        { name: 'historyDays', needed: 180, measured: 400, isPassed: true },
        { name: 'fit', needed: 1, measured: 0, isPassed: false },
      ],
    });
    expect(text).toContain('No model is trusted yet, so nothing is predicted. What it lacks:');
    expect(text).toContain('120 customers who bought (500 needed)');
    expect(text).toContain('no parameters fit these customers best');
    expect(text).not.toContain('400 days');
  });

  it('gives the parameters of a model that is trusted', () => {
    const purchase = { kind: 'mbg-nbd', r: 0.52512, alpha: 6.183, a: 0.891, b: 1.614, unitDays: 7 } as const;
    const model = {
      purchase,
      spend: { p: 6.25, q: 3.74, gamma: 1_544 },
      logLikelihood: -9_582,
      customers: 2_357,
    };
    const text = textOf({ model });
    expect(text).toContain('The model is trusted: MBG/NBD, fitted to 2,357 customers, time in weeks:');
    expect(text).toMatch(/^ {2}r +0\.5251$/m);
    expect(text).toMatch(/^ {2}gamma +1544$/m);
    const { spend: _, ...withoutSpend } = model;
    expect(textOf({ model: withoutSpend })).toContain('No model of spend');
  });
});
