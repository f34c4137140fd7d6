import { dropoutChances } from './dropout-chances.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchasePattern } from './purchase-pattern.ts';

/**
 * The probability, from 0 to 1, that a customer has not given up: from eq. (6) of Fader, Hardie and Lee 2005 for the
 * BG/NBD, where it is 1 as long as x is 0; Batislam, Denizel and Filiztekin 2007 for the MBG/NBD.
 */
export function probabilityAlive(model: PurchaseModel, { x, tx, T }: PurchasePattern): number {
  const chances = dropoutChances(model.kind, x);
  if (chances === 0) return 1;
  const silence = Math.log1p(Math.max(0, T - tx) / (model.alpha + tx));
  const logOddsGone = Math.log(model.a) - Math.log(model.b + chances - 1) + (model.r + x) * silence;
  return 1 / (1 + Math.exp(logOddsGone));
}

/**
 * The T, in units of the model, at which P(alive) falls below `threshold` if nothing more is bought, and t_x where it is
 * below by then: the inverse of `probabilityAlive` in T. Undefined where that never happens: at a threshold of 0,
 * for a first-time buyer of the BG/NBD, and beyond what a number can hold.
 */
export function aliveUntil(
  model: PurchaseModel,
  { x, tx }: Pick<PurchasePattern, 'x' | 'tx'>,
  threshold: number,
): number | undefined {
  const chances = dropoutChances(model.kind, x);
  if (chances === 0 || threshold <= 0) return undefined;
  if (threshold >= 1) return tx;
  const logOddsGone = Math.log1p(-threshold) - Math.log(threshold);
  const silence = (logOddsGone - Math.log(model.a) + Math.log(model.b + chances - 1)) / (model.r + x);
  if (silence <= 0) return tx;
  const T = tx + (model.alpha + tx) * Math.expm1(silence);
  return Number.isFinite(T) ? T : undefined;
}
