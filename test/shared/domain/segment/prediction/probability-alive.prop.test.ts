import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedOrders } from '../../../../../shared/domain/segment/prediction/expected-orders.ts';
import { medianWaitForNextOrder } from '../../../../../shared/domain/segment/prediction/next-order.ts';
import {
  aliveUntil,
  probabilityAlive,
} from '../../../../../shared/domain/segment/prediction/probability-alive.ts';
import { probabilityOfOrder } from '../../../../../shared/domain/segment/prediction/probability-of-order.ts';
import { models, patterns } from './arbitrary-models.ts';

const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('probabilityAlive', () => {
  it('is a probability that falls with every further day without a purchase, whatever the parameters', () => {
    fc.assert(
      fc.property(models(1e-6, 1e6), patterns(500, 2_000), share, (model, pattern, further) => {
        const now = probabilityAlive(model, pattern);
        const later = probabilityAlive(model, { ...pattern, T: pattern.T + 2_000 * further });
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now);
      }),
    );
  });
});

describe('aliveUntil', () => {
  it('is when P(alive) reaches the threshold', () => {
    fc.assert(
      fc.property(models(0.01, 100), patterns(100, 500), share, (model, { x, tx }, threshold) => {
        const until = aliveUntil(model, { x, tx }, threshold);
        if (until === undefined) {
          expect(probabilityAlive(model, { x, tx, T: 1e300 })).toBeGreaterThanOrEqual(threshold - 1e-9);
        } else if (until === tx) {
          expect(probabilityAlive(model, { x, tx, T: tx })).toBeLessThanOrEqual(threshold + 1e-9);
        } else {
          expect(probabilityAlive(model, { x, tx, T: until })).toBeCloseTo(threshold, 6);
        }
      }),
    );
  });

  it('is the first such time: just before it the chance is higher', () => {
    fc.assert(
      fc.property(models(0.1, 10), patterns(20, 100), share, (model, { x, tx }, threshold) => {
        const until = aliveUntil(model, { x, tx }, threshold);
        fc.pre(until !== undefined && until > tx + 1e-6);
        expect(probabilityAlive(model, { x, tx, T: tx + ((until ?? 0) - tx) * 0.999 })).toBeGreaterThan(
          threshold,
        );
      }),
    );
  });
});

describe('probabilityOfOrder', () => {
  it('reaches half of P(alive) at the median wait, and is no more than the orders expected', () => {
    fc.assert(
      fc.property(models(0.05, 20), patterns(50, 200), (model, pattern) => {
        const wait = medianWaitForNextOrder(model, pattern);
        const probability = probabilityOfOrder(model, pattern, wait);
        expect(probability).toBeCloseTo(probabilityAlive(model, pattern) / 2, 9);
        expect(probability).toBeLessThanOrEqual(expectedOrders(model, pattern, wait) * (1 + 1e-9));
      }),
    );
  });
});
