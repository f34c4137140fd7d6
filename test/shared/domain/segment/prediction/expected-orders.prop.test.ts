import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedOrders,
  expectedOrdersOfNewCustomer,
} from '../../../../../shared/domain/segment/prediction/expected-orders.ts';
import { probabilityAlive } from '../../../../../shared/domain/segment/prediction/probability-alive.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../../../../shared/domain/segment/prediction/purchase-pattern.ts';
import { models, patterns, positive } from './arbitrary-models.ts';
import { integrateShare } from './integrate.ts';

/** Gauss's hypergeometric function, term by term. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1];
  for (let n = 0; n < 1e6 && Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

/** Eq. (10) of Fader, Hardie and Lee 2005, as printed, and the MBG/NBD's with its x + 1 occasions to give up at. */
function asPrinted(model: PurchaseModel, pattern: PurchasePattern, t: number): number {
  const { r, alpha, a, b } = model;
  const { x, T } = pattern;
  const k = model.kind === 'bg-nbd' ? x : x + 1;
  const f = hypergeometric(r + x, b + k, a + b + k - 1, t / (alpha + T + t));
  const bracket = 1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * f;
  return ((a + b + k - 1) / (a - 1)) * bracket * probabilityAlive(model, pattern);
}

/** The orders of somebody who is alive, over the beta distribution of their chance of giving up. */
function byIntegration(model: PurchaseModel, pattern: PurchasePattern, t: number): number {
  const k = model.kind === 'bg-nbd' ? pattern.x : pattern.x + 1;
  const span = t / (model.alpha + pattern.T);
  const weight = (p: number, rest: number): number => p ** (model.a - 1) * rest ** (model.b + k - 1);
  const orders = (p: number): number => -Math.expm1(-(model.r + pattern.x) * Math.log1p(p * span)) / p;
  const mean = integrateShare((p, rest) => weight(p, rest) * orders(p)) / integrateShare(weight);
  return mean * probabilityAlive(model, pattern);
}

const horizon = positive(0.1, 200);

/** Chances of giving up come so small here that a double has few digits for them, and enough of them to be seen in the sum. */
const hardlyAnybodyLeaves: PurchaseModel = { kind: 'bg-nbd', r: 6e5, alpha: 1, a: 1e-6, b: 1, unitDays: 7 };

describe('expectedOrders', () => {
  it('is eq. (10) as printed, wherever that can be worked out term by term', () => {
    fc.assert(
      fc.property(models(0.3, 10), patterns(10, 100), positive(0.1, 100), (model, pattern, t) => {
        fc.pre(Math.abs(model.a - 1) > 0.05 && t / (model.alpha + pattern.T) < 20);
        const expected = asPrinted(model, pattern, t);
        expect(Math.abs(expectedOrders(model, pattern, t) - expected)).toBeLessThan(1e-7 * (1 + expected));
      }),
    );
  });

  it('is the integral over the chances of giving up, by series and by quadrature, also at a = 1', () => {
    const anyA = fc.oneof(fc.constant(1), positive(0.2, 20));
    fc.assert(
      fc.property(models(0.2, 20), anyA, patterns(50, 50), positive(0.1, 1e5), (model, a, pattern, t) => {
        const withA = { ...model, a };
        const expected = byIntegration(withA, pattern, t);
        expect(Math.abs(expectedOrders(withA, pattern, t) / expected - 1)).toBeLessThan(1e-7);
      }),
      { numRuns: 50 },
    );
  });

  it('is a number between none and what would come if nobody gave up, whatever the parameters', () => {
    fc.assert(
      fc.property(models(1e-6, 1e6), patterns(500, 2_000), positive(1e-3, 1e6), (model, pattern, t) => {
        const orders = expectedOrders(model, pattern, t);
        const ifNobodyLeft = ((model.r + pattern.x) / (model.alpha + pattern.T)) * t;
        expect(orders).toBeGreaterThanOrEqual(0);
        expect(orders).toBeLessThanOrEqual(ifNobodyLeft * probabilityAlive(model, pattern) * (1 + 1e-9));
      }),
      { numRuns: 300, examples: [[hardlyAnybodyLeaves, { x: 4, tx: 0, T: 0 }, 0.0011]] },
    );
  });

  it('grows with the horizon, ever more slowly', () => {
    fc.assert(
      fc.property(models(0.1, 10), patterns(30, 100), horizon, (model, pattern, t) => {
        const [half, whole] = [expectedOrders(model, pattern, t / 2), expectedOrders(model, pattern, t)];
        expect(whole).toBeGreaterThanOrEqual(half * (1 - 1e-9));
        expect(whole).toBeLessThanOrEqual(2 * half * (1 + 1e-9));
      }),
    );
  });

  it('does not jump where the way of working it out changes', () => {
    fc.assert(
      fc.property(models(0.1, 10), patterns(30, 100), (model, pattern) => {
        const change = 50 * (model.alpha + pattern.T);
        const before = expectedOrders(model, pattern, change * (1 - 1e-9));
        const after = expectedOrders(model, pattern, change * (1 + 1e-9));
        expect(Math.abs(after / before - 1)).toBeLessThan(1e-7);
      }),
    );
  });
});

describe('expectedOrdersOfNewCustomer', () => {
  it('is eq. (9) as printed', () => {
    fc.assert(
      fc.property(models(0.3, 10), positive(0.1, 50), ({ r, alpha, a, b }, t) => {
        fc.pre(Math.abs(a - 1) > 0.05 && t / alpha < 20);
        const f = hypergeometric(r, b, a + b - 1, t / (alpha + t));
        const printed = ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + t)) ** r * f);
        const orders = expectedOrdersOfNewCustomer({ kind: 'bg-nbd', r, alpha, a, b, unitDays: 1 }, t);
        expect(Math.abs(orders - printed)).toBeLessThan(1e-7 * (1 + printed));
      }),
    );
  });
});
