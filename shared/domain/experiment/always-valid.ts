import type { Interval } from './interval.ts';

/** What an estimate of a difference was made from. */
export interface Estimate {
  readonly difference: number;
  /** Of the estimate times the number of customers: what one customer adds to what is not known. */
  readonly variancePerCustomer: number;
  /** Customers in both arms. */
  readonly customers: number;
}

/** The number of customers at which the sequence is narrowest, for what it could be; elsewhere it is only a little wider. */
const NARROWEST_AT = 2_000;

/**
 * The interval of a difference that holds at all times at once: however often one looks, and whenever one stops, the chance that
 * it ever leaves the true difference out is at most 1 - confidence. The asymptotic confidence sequence of Waudby-Smith, Arbour,
 * Sinha, Kennedy and Ramdas 2021, "Time-uniform central limit theory and asymptotic confidence sequences", theorem 2.2;
 * chosen over the mixture sequential test of Johari et al. 2017 because it takes rates and amounts, and arms of different size,
 * with one formula, and gives an interval rather than a p-value.
 */
export function alwaysValidInterval(estimate: Estimate, confidence: number): Interval {
  const half = Math.sqrt(estimate.variancePerCustomer) * alwaysValidFactor(estimate.customers, confidence);
  return { low: estimate.difference - half, high: estimate.difference + half };
}

/** Half the width of the interval at so many customers, in standard deviations of one customer. Falls as customers grow. */
export function alwaysValidFactor(customers: number, confidence: number): number {
  const alpha = 1 - confidence;
  // The rho that the paper gives for a sequence that is to be narrowest at a given time.
  const rhoSquared = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / NARROWEST_AT;
  const mixed = customers * rhoSquared + 1;
  return Math.sqrt(((2 * mixed) / (customers ** 2 * rhoSquared)) * Math.log(Math.sqrt(mixed) / alpha));
}
