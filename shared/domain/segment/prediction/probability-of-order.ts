import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchasePattern } from './purchase-pattern.ts';

/**
 * The probability, from 0 to 1, of at least one order within `horizon` units of the model from T on: being alive, times a
 * gamma distributed rate giving one. Nobody gives up between orders, so nothing else can prevent it.
 */
export function probabilityOfOrder(model: PurchaseModel, pattern: PurchasePattern, horizon: number): number {
  const none = -(model.r + pattern.x) * Math.log1p(Math.max(0, horizon) / (model.alpha + pattern.T));
  return -Math.expm1(none) * probabilityAlive(model, pattern);
}
