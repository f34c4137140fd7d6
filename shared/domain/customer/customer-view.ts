import type { Frequency, Stage, Tier } from '../segment/classes.ts';
import type { AttributeValue } from './customer-state.ts';

/**
 * One customer at one instant, as a condition sees them: the classes, figures and preferences, and nothing personal.
 * Each field is a variable of the same name in a condition.
 */
export interface CustomerView {
  readonly stage: Stage;
  readonly tier: Tier;
  readonly frequency: Frequency;
  /** Recency score, 1 (worst) to 5 (best); 0 for a customer without a purchase. */
  readonly r: number;
  /** Frequency score, 1 to 5; 0 for a customer without a purchase. */
  readonly f: number;
  /** Monetary score, 1 to 5; 0 for a customer without a purchase. */
  readonly m: number;
  /** Orders that count, ever. */
  readonly orders: number;
  /** Days with at least one purchase, ever. */
  readonly occasions: number;
  /** Spent net of refunds, ever, in units (not minor units) of the shop's currency. */
  readonly value: number;
  /** The same within the window of the value tiers. */
  readonly valueInWindow: number;
  /** Units of the shop's currency; 0 for a customer without a purchase. */
  readonly averageOrderValue: number;
  /** Whole days; -1 for a customer without a purchase, of whom no comparison with it holds. */
  readonly daysSinceLastOrder: number;
  /** Whole days; -1 for a customer without a purchase, of whom no comparison with it holds. */
  readonly daysSinceFirstOrder: number;
  /** ISO 3166-1 alpha-2; empty where not known. */
  readonly country: string;
  /** BCP 47; empty where the customer has said none. */
  readonly locale: string;
  /** IANA zone; empty where the customer has said none. */
  readonly timeZone: string;
  /** Facts of the shop's own about the customer. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly hasEmail: boolean;
  readonly hasPhone: boolean;
  readonly emailConsent: boolean;
  readonly smsConsent: boolean;
}
