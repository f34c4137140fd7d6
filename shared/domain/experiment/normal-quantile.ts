import { invertTail } from './invert-tail.ts';
import { upperGamma } from './regularized-gamma.ts';

/** The z within which, both sides of 0, a standard normal variable lies with the given chance: 1.96 for 0.95 (DLMF 7.11.2). */
export const normalQuantile = (confidence: number): number =>
  invertTail((z) => upperGamma(0.5, (z * z) / 2), 1 - confidence);
