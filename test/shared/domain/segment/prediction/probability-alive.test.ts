import { describe, expect, it } from 'vitest';
import {
  aliveUntil,
  probabilityAlive,
} from '../../../../../shared/domain/segment/prediction/probability-alive.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import { simulateBuyers } from '../../../../support/simulated-buyers.ts';

const model: PurchaseModel = { kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, unitDays: 7 };

describe('probabilityAlive', () => {
  it('is 1 for a first-time buyer of the BG/NBD, and falls with time for one of the MBG/NBD', () => {
    expect(probabilityAlive(model, { x: 0, tx: 0, T: 500 })).toBe(1);
    const modified: PurchaseModel = { ...model, kind: 'mbg-nbd' };
    // Right after the first purchase all that is known is that it was one: b / (a + b).
    expect(probabilityAlive(modified, { x: 0, tx: 0, T: 0 })).toBeCloseTo(2.426 / (0.793 + 2.426), 12);
    expect(probabilityAlive(modified, { x: 0, tx: 0, T: 500 })).toBeLessThan(0.6);
  });

  it.each(['bg-nbd', 'mbg-nbd'] as const)('is the share of %s customers who are still there', (kind) => {
    const story: PurchaseModel = { kind, r: 0.8, alpha: 5, a: 0.9, b: 2, unitDays: 7 };
    const customers = 40_000;
    let [predicted, alive, predictedOfSilent, aliveOfSilent] = [0, 0, 0, 0];
    for (const { pattern, isAlive } of simulateBuyers(story, { customers, T: () => 40, seed: 3 })) {
      const probability = probabilityAlive(story, pattern);
      predicted += probability;
      alive += Number(isAlive);
      if (pattern.x >= 2 && pattern.T - pattern.tx > 15) {
        predictedOfSilent += probability;
        aliveOfSilent += Number(isAlive);
      }
    }
    expect(predicted / customers).toBeCloseTo(alive / customers, 2);
    expect(Math.abs(predictedOfSilent / aliveOfSilent - 1)).toBeLessThan(0.05);
  });
});

describe('aliveUntil', () => {
  it('is never where nothing is asked for, and where a first-time buyer cannot be told to have gone', () => {
    expect(aliveUntil(model, { x: 3, tx: 10 }, 0)).toBeUndefined();
    expect(aliveUntil(model, { x: 0, tx: 0 }, 0.9)).toBeUndefined();
    expect(aliveUntil({ ...model, kind: 'mbg-nbd' }, { x: 0, tx: 0 }, 0.5)).toBeGreaterThan(0);
  });

  it('is the last purchase where the chance is below the threshold already then', () => {
    expect(aliveUntil(model, { x: 1, tx: 10 }, 0.9)).toBe(10);
    expect(aliveUntil(model, { x: 1, tx: 10 }, 1)).toBe(10);
  });
});
