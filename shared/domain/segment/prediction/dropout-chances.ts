import type { PurchaseModelKind } from './purchase-model.ts';

/**
 * How often a customer with `x` repeat occasions could have given up. It is all that tells the two models apart: with it
 * for the exponent of (1 - p), each formula of the BG/NBD is also the MBG/NBD's.
 */
export const dropoutChances = (kind: PurchaseModelKind, x: number): number => (kind === 'bg-nbd' ? x : x + 1);
