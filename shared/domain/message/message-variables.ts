import type { Offer } from '../campaign/campaign-rules.ts';
import type { AttributeValue } from '../customer/attribute-value.ts';
import type { EventData } from '../customer/event-data.ts';
import type { Stage, Tier } from '../segment/classes.ts';
import type { RecommendedProduct } from './recommended-product.ts';

/** What a template may show. A slot for something optional needs a default or stands within an `if`. */
export interface MessageVariables {
  readonly customer: {
    /** Absent for a customer who has given none. */
    readonly name?: string;
    readonly stage: Stage;
    readonly tier: Tier;
    /** Orders so far. */
    readonly orders: number;
    /** Whole days; absent for a customer without an order. */
    readonly daysSinceLastOrder?: number;
    /** Facts of the shop's own about the customer, by name; any of them may be missing. See `shownAttributes`. */
    readonly attributes: Readonly<Record<string, AttributeValue>>;
  };
  readonly shop: {
    readonly name: string;
    readonly postalAddress: string;
    readonly website?: string;
  };
  /** What the campaign's step offers this customer. */
  readonly offer: Offer;
  /** What the event that began the journey said; empty for a campaign that no event begins. */
  readonly event: EventData;
  /**
   * What to recommend, best first; MOST_RECOMMENDATIONS at most. Empty before the first calibration, and in a message
   * whose template has no use for it.
   */
  readonly recommendations: readonly RecommendedProduct[];
  /** One click and the customer gets no more messages of this kind on this channel. */
  readonly unsubscribeUrl: string;
  /** The page on which the customer says what they want; absent where a message is only tried. */
  readonly preferencesUrl?: string;
  /** Confirms what the customer asked for; only in the message that asks to. */
  readonly confirmUrl?: string;
  /** Campaign parameters of links to the shop's pages, put there when templates are compiled; see `linkParameters`. */
  readonly linkParameters?: string;
}

/** Every slot that a template can name, apart from what `offer`, `event` and `customer.attributes` hold. */
export const MESSAGE_SLOTS = [
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
  'preferencesUrl',
  'confirmUrl',
] as const;
