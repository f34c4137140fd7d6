import type { Instant } from './instant.ts';
import type { Valuation } from './valuation.ts';

/** How the shop counts: in its own business days and its own money. */
export interface Counting {
  /** Number of the business day that an instant falls on. */
  readonly dayOf: (at: Instant) => number;
  readonly valuation: Valuation;
}
