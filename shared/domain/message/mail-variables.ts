import type { Stage, Tier } from '../segment/classes.ts';
import type { RecommendedProduct } from './recommended-product.ts';

/** What a mail template may show. A slot for something optional needs a default or stands within an `if`. */
export interface MailVariables {
  readonly customer: {
    /** Absent for a customer who has given none. */
    readonly name?: string;
    readonly stage: Stage;
    readonly tier: Tier;
    /** Orders so far. */
    readonly orders: number;
    /** Whole days; absent for a customer without an order. */
    readonly daysSinceLastOrder?: number;
  };
  readonly shop: {
    readonly name: string;
    readonly postalAddress: string;
    readonly website?: string;
  };
  /**
   * What to recommend, best first; MOST_RECOMMENDATIONS at most. Empty before the first calibration, and in a mail whose
   * template has no use for it.
   */
  readonly recommendations: readonly RecommendedProduct[];
  /** One click and the customer gets no more mail of this kind. */
  readonly unsubscribeUrl: string;
}

/** Every slot that a template can name. */
export const MAIL_SLOTS = [
  'customer.name',
  'customer.stage',
  'customer.tier',
  'customer.orders',
  'customer.daysSinceLastOrder',
  'shop.name',
  'shop.postalAddress',
  'shop.website',
  'recommendations',
  'unsubscribeUrl',
] as const;
