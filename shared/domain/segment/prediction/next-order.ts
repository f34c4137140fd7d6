import type { PurchaseModel } from './purchase-model.ts';
import type { PurchasePattern } from './purchase-pattern.ts';

/**
 * The median wait until the next order of a customer who has not given up, in units of the model, counted from T. Given
 * the history the rate is gamma distributed with shape r + x and rate alpha + T, so the wait is a Lomax variable.
 * Infinite where the rate is too uncertain for a number to hold the wait.
 */
export const medianWaitForNextOrder = (model: PurchaseModel, { x, T }: PurchasePattern): number =>
  (model.alpha + T) * Math.expm1(Math.LN2 / (model.r + x));
