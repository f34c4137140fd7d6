import fc from 'fast-check';
import {
  PURCHASE_MODELS,
  type PurchaseModel,
} from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../../../../shared/domain/segment/prediction/purchase-pattern.ts';

/** A positive number, as likely small as large. */
export const positive = (from: number, to: number): fc.Arbitrary<number> =>
  fc
    .double({ min: Math.log(from), max: Math.log(to), noNaN: true })
    .map((log) => Math.min(to, Math.max(from, Math.exp(log))));

/** Models with parameters within a range. */
export const models = (from: number, to: number): fc.Arbitrary<PurchaseModel> =>
  fc.record({
    kind: fc.constantFrom(...PURCHASE_MODELS),
    r: positive(from, to),
    alpha: positive(from, to),
    a: positive(from, to),
    b: positive(from, to),
    unitDays: fc.constant(7),
  });

/** Patterns with up to so many repeat occasions in up to so much time. */
export const patterns = (mostRepeats: number, longest: number): fc.Arbitrary<PurchasePattern> =>
  fc
    .record({
      x: fc.nat(mostRepeats),
      T: fc.double({ min: 0, max: longest, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : T * share, T }));
