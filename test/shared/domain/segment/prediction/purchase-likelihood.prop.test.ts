import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { purchaseLikelihood } from '../../../../../shared/domain/segment/prediction/purchase-likelihood.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../../../../shared/domain/segment/prediction/purchase-pattern.ts';
import { models, patterns } from './arbitrary-models.ts';
import { integratePositive, integrateShare } from './integrate.ts';

/** The probability density of one customer's purchases, integrated over what their rate and chance of giving up may be. */
function byIntegration({ kind, r, alpha, a, b }: PurchaseModel, { x, tx, T }: PurchasePattern): number {
  const k = kind === 'bg-nbd' ? x : x + 1;
  const overRates = (until: number): number =>
    integratePositive((rate) => rate ** (x + r - 1) * Math.exp(-rate * (alpha + until))) /
    integratePositive((rate) => rate ** (r - 1) * Math.exp(-rate * alpha));
  const overChances = (leaves: number, stays: number): number =>
    integrateShare((p, rest) => p ** (a - 1 + leaves) * rest ** (b - 1 + stays)) /
    integrateShare((p, rest) => p ** (a - 1) * rest ** (b - 1));
  const stayed = overChances(0, k) * overRates(T);
  return k === 0 ? stayed : stayed + overChances(1, k - 1) * overRates(tx);
}

const parametersOf = ({ r, alpha, a, b }: PurchaseModel): number[] => [r, alpha, a, b];

describe('purchaseLikelihood', () => {
  it('is the likelihood of what a customer did, integrated over all that is not known of them', () => {
    fc.assert(
      fc.property(models(0.2, 10), patterns(12, 60), (model, pattern) => {
        const { logLikelihood } = purchaseLikelihood(model.kind, [{ ...pattern, count: 1 }])(
          parametersOf(model),
        );
        expect(logLikelihood).toBeCloseTo(Math.log(byIntegration(model, pattern)), 6);
      }),
      { numRuns: 40 },
    );
  });

  it('has the derivatives that differences show', () => {
    const groups = fc.array(
      fc
        .tuple(patterns(40, 100), fc.integer({ min: 1, max: 9 }))
        .map(([pattern, count]) => ({ ...pattern, count })),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(models(0.2, 10), groups, (model, customers) => {
        const evaluate = purchaseLikelihood(model.kind, customers);
        const parameters = parametersOf(model);
        const { gradient } = evaluate(parameters);
        for (const [index, slope] of gradient.entries()) {
          const step = 1e-5 * (parameters[index] ?? 0);
          const at = (moved: number) =>
            evaluate(parameters.with(index, (parameters[index] ?? 0) + moved)).logLikelihood;
          const difference = (at(step) - at(-step)) / (2 * step);
          expect(Math.abs(slope - difference)).toBeLessThan(
            1e-5 * (1 + Math.abs(slope)) * (1 + 1 / step / 1e5),
          );
        }
      }),
    );
  });

  it('is a number for the busiest and oldest customers, whatever the parameters', () => {
    fc.assert(
      fc.property(models(1e-6, 1e6), patterns(500, 2_000), (model, pattern) => {
        const { logLikelihood, gradient } = purchaseLikelihood(model.kind, [
          { ...pattern, count: 1_000_000 },
        ])(parametersOf(model));
        expect(Number.isFinite(logLikelihood)).toBe(true);
        expect(gradient.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('counts a group as its customers one by one', () => {
    fc.assert(
      fc.property(models(0.2, 10), patterns(40, 100), (model, pattern) => {
        const once = purchaseLikelihood(model.kind, [{ ...pattern, count: 1 }])(parametersOf(model));
        const thrice = purchaseLikelihood(model.kind, [{ ...pattern, count: 3 }])(parametersOf(model));
        expect(thrice.logLikelihood).toBeCloseTo(3 * once.logLikelihood, 6);
      }),
    );
  });
});
