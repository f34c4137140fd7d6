import type { Why } from '../customer/fact.ts';
import type { Instant } from '../instant.ts';

/** One class of a customer and what it was read off. */
export interface ExplainedClass {
  readonly name: string;
  readonly value: string;
  readonly evidence: Why;
  /** When time alone will change it, and to what. */
  readonly next?: { readonly at: Instant; readonly value: string };
}

/** Shares and probabilities are shown to the thousandth. */
export const roundShare = (value: number): number => Math.round(value * 1000) / 1000;
