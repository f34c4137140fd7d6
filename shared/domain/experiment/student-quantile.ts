import { invertTail } from './invert-tail.ts';
import { regularizedBeta } from './regularized-beta.ts';

/**
 * The t within which, both sides of 0, Student's t of so many degrees of freedom (not whole, too) lies with the given chance: 2.776
 * for 0.95 and 4 degrees (Abramowitz and Stegun 26.7.1).
 */
export const studentQuantile = (confidence: number, degrees: number): number =>
  invertTail((t) => regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5), 1 - confidence);
