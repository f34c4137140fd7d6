import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { FittedModel } from '../../../../shared/domain/segment/calibration.ts';
import {
  nextStageInstant,
  type StageRules,
  stageAt,
  stageCourse,
} from '../../../../shared/domain/segment/lifecycle-stage.ts';
import { probabilityAlive } from '../../../../shared/domain/segment/prediction/probability-alive.ts';
import type { PurchaseSummary } from '../../../../shared/domain/segment/purchase-summary.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';

const model = (kind: 'bg-nbd' | 'mbg-nbd'): FittedModel => ({
  purchase: { kind, r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, unitDays: 7 },
  logLikelihood: -9582,
  customers: 2_357,
});
const lifecycle = { ...rulesWith().lifecycle, model: { atRiskBelow: 0.6, lapsedBelow: 0.2 } };

const lifecycleStage = (purchases: PurchaseSummary, rules: StageRules, now: number) =>
  stageAt(stageCourse(purchases, rules), now);

const bought = (occasions: number, firstAt: number, lastAt: number): PurchaseSummary => ({
  orders: occasions,
  occasions,
  valueMinor: 10_000,
  firstOccasionMinor: 1_000,
  firstAt,
  lastAt,
  lastOccasionAt: lastAt,
  previousLastAt: occasions > 1 ? lastAt - 20 * DAY_MS : undefined,
  windowOccasions: occasions,
  windowValueMinor: 10_000,
});

describe('a lifecycle stage by the model', () => {
  it.each([
    [1, 0],
    [3, 60],
    [12, 200],
  ])(
    'turns at the very millisecond at which P(alive) falls below the threshold: %i occasions',
    (occasions, lastDay) => {
      const rules = { lifecycle, model: model('mbg-nbd') };
      const purchases = bought(occasions, day(0), day(lastDay));
      const { atRiskAt, lapsedAt } = stageCourse(purchases, rules);
      const aliveAt = (at: number) =>
        probabilityAlive(rules.model.purchase, {
          x: occasions - 1,
          tx: lastDay / 7,
          T: (at - day(0)) / DAY_MS / 7,
        });
      for (const [instant, threshold] of [
        [atRiskAt, 0.6],
        [lapsedAt, 0.2],
      ] as const) {
        expect(aliveAt(instant - 1)).toBeGreaterThan(threshold);
        expect(aliveAt(instant)).toBeLessThanOrEqual(threshold + 1e-12);
      }
      expect(lifecycleStage(purchases, rules, atRiskAt)).toBe('at-risk');
      expect(lifecycleStage(purchases, rules, lapsedAt - 1)).toBe('at-risk');
      expect(lifecycleStage(purchases, rules, lapsedAt)).toBe('lapsed');
      expect(nextStageInstant(stageCourse(purchases, rules), atRiskAt)).toBe(lapsedAt);
    },
  );

  it('misses a frequent buyer sooner than a rare one', () => {
    const rules = { lifecycle, model: model('mbg-nbd') };
    const weekly = stageCourse(bought(26, day(0), day(180)), rules);
    const rare = stageCourse(bought(3, day(0), day(180)), rules);
    expect(weekly.atRiskAt).toBeLessThan(rare.atRiskAt);
  });

  it('goes by days where the model cannot be trusted, and where it cannot say', () => {
    const purchases = bought(1, day(0), day(0));
    const byDays = { atRiskAt: day(lifecycle.atRiskDays), lapsedAt: day(lifecycle.lapsedDays) };
    expect(stageCourse(purchases, { lifecycle })).toMatchObject(byDays);
    // The BG/NBD gives a first-time buyer no chance to have given up.
    expect(stageCourse(purchases, { lifecycle, model: model('bg-nbd') })).toMatchObject(byDays);
  });

  it('wins back whom the model had given up', () => {
    const rules = { lifecycle, model: model('mbg-nbd') };
    const before = stageCourse(bought(3, day(0), day(60)), rules);
    const returned = (lastAt: number) => ({
      ...bought(4, day(0), lastAt),
      previousLastAt: day(60),
    });
    expect(lifecycleStage(returned(before.lapsedAt), rules, before.lapsedAt)).toBe('won-back');
    expect(lifecycleStage(returned(before.lapsedAt - 1), rules, before.lapsedAt - 1)).toBe('loyal');
  });
});
