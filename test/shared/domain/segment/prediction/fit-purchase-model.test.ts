import { describe, expect, it } from 'vitest';
import { fitPurchaseModel } from '../../../../../shared/domain/segment/prediction/fit-purchase-model.ts';
import { groupPatterns } from '../../../../../shared/domain/segment/prediction/grouped-patterns.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import { simulateBuyers } from '../../../../support/simulated-buyers.ts';

function fitted(...args: Parameters<typeof fitPurchaseModel>) {
  const fit = fitPurchaseModel(...args);
  if (fit.status !== 'fitted') throw new Error(`not fitted: ${fit.reason}`);
  return fit;
}

const patternsOf = (story: PurchaseModel, customers: number) =>
  groupPatterns(
    [...simulateBuyers(story, { customers, T: (index) => 20 + (index % 60), seed: 5 })].map(
      ({ pattern }) => pattern,
    ),
  );

describe('fitPurchaseModel', () => {
  it.each(['bg-nbd', 'mbg-nbd'] as const)('finds the parameters that %s customers were made with', (kind) => {
    const story: PurchaseModel = { kind, r: 0.7, alpha: 5, a: 0.9, b: 2.5, unitDays: 7 };
    const { model, customers } = fitted(kind, patternsOf(story, 60_000), 7);
    expect(customers).toBe(60_000);
    expect(model).toMatchObject({ kind, unitDays: 7 });
    expect(Math.abs(model.r / 0.7 - 1)).toBeLessThan(0.05);
    expect(Math.abs(model.alpha / 5 - 1)).toBeLessThan(0.05);
    expect(Math.abs(model.a / 0.9 - 1)).toBeLessThan(0.08);
    expect(Math.abs(model.b / 2.5 - 1)).toBeLessThan(0.08);
  });

  it('comes to the same from wherever it starts', () => {
    const groups = patternsOf({ kind: 'mbg-nbd', r: 0.7, alpha: 5, a: 0.9, b: 2.5, unitDays: 7 }, 3_000);
    const usual = fitted('mbg-nbd', groups, 7);
    for (const start of [
      { r: 0.01, alpha: 0.1, a: 5, b: 0.1 },
      { r: 30, alpha: 2_000, a: 0.01, b: 40 },
    ]) {
      const { model, logLikelihood } = fitted('mbg-nbd', groups, 7, start);
      expect(logLikelihood).toBeCloseTo(usual.logLikelihood, 4);
      expect(Math.abs(model.r / usual.model.r - 1)).toBeLessThan(1e-3);
      expect(Math.abs(model.b / usual.model.b - 1)).toBeLessThan(1e-2);
    }
  });

  it('finds the same customers in days as in weeks, with alpha seven times as long', () => {
    const weeks = patternsOf({ kind: 'bg-nbd', r: 0.7, alpha: 5, a: 0.9, b: 2.5, unitDays: 7 }, 3_000);
    const days = weeks.map((group) => ({ ...group, tx: group.tx * 7, T: group.T * 7 }));
    const [inWeeks, inDays] = [fitted('bg-nbd', weeks, 7).model, fitted('bg-nbd', days, 1).model];
    expect(inDays.alpha / inWeeks.alpha).toBeCloseTo(7, 3);
    expect(inDays.r).toBeCloseTo(inWeeks.r, 4);
    expect(inDays.unitDays).toBe(1);
  });

  it('takes a shop whose customers never leave: nobody is then likely to have gone', () => {
    const groups = groupPatterns(
      Array.from({ length: 500 }, (_, index) => ({ x: 10 + (index % 20), tx: 49 + (index % 2), T: 50 })),
    );
    const { model } = fitted('mbg-nbd', groups, 7);
    expect(model.a / (model.a + model.b)).toBeLessThan(0.01);
  });

  it('says so where there is nothing to learn from', () => {
    expect(fitPurchaseModel('bg-nbd', [], 7)).toEqual({
      status: 'failed',
      reason: 'no-repeat-buyers',
      customers: 0,
      groups: 0,
    });
    expect(fitPurchaseModel('bg-nbd', [{ x: 0, tx: 0, T: 9, count: 40 }], 7)).toMatchObject({
      reason: 'no-repeat-buyers',
      customers: 40,
    });
  });
});
