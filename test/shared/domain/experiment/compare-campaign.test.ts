import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../cli/demo-shop/seeded-random.ts';
import type { ArmResult } from '../../../../shared/domain/experiment/arm-result.ts';
import { compareCampaign } from '../../../../shared/domain/experiment/compare-campaign.ts';
import { hasRatioMismatch } from '../../../../shared/domain/experiment/sample-ratio.ts';

const arm = (customers: number, converted: number): ArmResult => ({
  customers,
  converted,
  value: converted * 40,
  squares: converted * 1_600,
});
const variants = [
  { name: 'story', percent: 50 },
  { name: 'offer', percent: 50 },
];
const split = { variants, holdoutPercent: 10, countsEntries: false };

describe('compareCampaign', () => {
  it('compares all variants together with the holdout, and each further variant with the first', () => {
    const arms = new Map([
      ['story', arm(4_500, 450)],
      ['offer', arm(4_500, 900)],
      ['holdout', arm(1_000, 50)],
      ['control', arm(400, 10)],
    ]);
    const { baseline, overall, variants: others, mismatches } = compareCampaign(arms, split, 0.95);
    expect(baseline).toBe('holdout');
    expect(overall.rate.estimate).toBeCloseTo(0.1, 12);
    expect(overall.verdict).toEqual({ kind: 'better' });
    expect(others).toMatchObject([
      { variant: 'offer', against: 'story', comparison: { verdict: { kind: 'better' } } },
    ]);
    expect(mismatches).toEqual([]);
  });

  it('takes the shop’s control group where the campaign holds nobody out, and nobody where there is neither', () => {
    const treated: [string, ArmResult] = ['all', arm(900, 90)];
    const one = { variants: [], holdoutPercent: 0, countsEntries: false };
    const withControl = compareCampaign(new Map([treated, ['control', arm(100, 5)]]), one, 0.95);
    expect(withControl).toMatchObject({ baseline: 'control', overall: { verdict: { kind: 'too-early' } } });
    const alone = compareCampaign(new Map([treated]), one, 0.95);
    expect(alone.baseline).toBeUndefined();
    expect(alone.overall.verdict).toEqual({ kind: 'no-holdout' });
  });

  it('asks more of each comparison where there are several variants', () => {
    const of = (names: readonly string[]) =>
      compareCampaign(
        new Map(names.map((name, index) => [name, arm(1_000, 100 + index * 10)])),
        { ...split, variants: names.map((name) => ({ name, percent: 100 / names.length })) },
        0.95,
      ).variants[0]?.comparison.rate.always;
    const [two, four] = [of(['a', 'b']), of(['a', 'b', 'c', 'd'])];
    expect(four?.high ?? 0).toBeGreaterThan(two?.high ?? 1);
  });

  it('warns of a holdout or of variants that are too large or too small for chance', () => {
    const arms = new Map([
      ['story', arm(4_900, 400)],
      ['offer', arm(4_100, 400)],
      ['holdout', arm(1_200, 90)],
    ]);
    expect(compareCampaign(arms, split, 0.95).mismatches).toEqual(['holdout', 'variants']);
    expect(compareCampaign(arms, { ...split, countsEntries: true }, 0.95).mismatches).toEqual([]);
  });
});

describe('hasRatioMismatch', () => {
  it('is silent in nearly every fair split, and sees an unfair one', () => {
    const random = seededRandom(21);
    let alarms = 0;
    for (let run = 0; run < 2_000; run += 1) {
      let heldOut = 0;
      for (let entry = 0; entry < 1_000; entry += 1) if (random.chance(0.1)) heldOut += 1;
      const shares = [
        { customers: 1_000 - heldOut, percent: 90 },
        { customers: heldOut, percent: 10 },
      ];
      if (hasRatioMismatch(shares)) alarms += 1;
    }
    expect(alarms).toBeLessThan(8);
    expect(
      hasRatioMismatch([
        { customers: 10_000, percent: 90 },
        { customers: 900, percent: 10 },
      ]),
    ).toBe(true);
  });

  it('says nothing of a few customers, nor of one arm alone', () => {
    expect(
      hasRatioMismatch([
        { customers: 20, percent: 90 },
        { customers: 20, percent: 10 },
      ]),
    ).toBe(false);
    expect(hasRatioMismatch([{ customers: 500, percent: 100 }])).toBe(false);
  });
});
