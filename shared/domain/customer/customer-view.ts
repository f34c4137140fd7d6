import type { Frequency, Stage, Tier } from '../segment/classes.ts';
import type { AttributeValue } from './attribute-value.ts';

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
  /** Named group of the three scores; empty for a customer without a purchase. */
  readonly rfmGroup: string;
  /** "discount", "full-price" or "mixed"; empty where too little is known. */
  readonly priceNeed: string;
  /** "new-arrivals", "repeat-items" or "mixed"; empty where too little is known. */
  readonly noveltyNeed: string;
  /** Categories bought from most, at most five, the first first. */
  readonly categories: readonly string[];
  /** The first of them; empty where none is known. */
  readonly topCategory: string;
  /** Part of the purchases by category, for those five: 0 to 1. */
  readonly affinity: Readonly<Record<string, number>>;
  /** Channel bought through most; empty where not known. */
  readonly preferredChannel: string;
  /** Hour of the day about which most orders were placed, 0 to 23 in the customer's zone; -1 without an order. */
  readonly preferredHour: number;
  /**
   * Probability that the customer still buys, 0 to 1. This and the other predictions are -1 while the shop's history is too
   * short to trust a model, and for a customer without a purchase; no comparison with them holds then.
   */
  readonly pAlive: number;
  /** Orders expected within the horizon of calibration.yaml. */
  readonly expectedOrders: number;
  /** Expected value of one order, in units of the shop's currency. */
  readonly expectedSpend: number;
  /** Customer lifetime value: discounted profit expected within the horizon, in units of the shop's currency. */
  readonly lifetimeValue: number;
  /** What of it is lost if the customer has given up, in units of the shop's currency. */
  readonly expectedLoss: number;
  /** Names of the shop's own segments that the customer is in. */
  readonly segments: readonly string[];
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
