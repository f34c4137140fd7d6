import type { Instant } from '../instant.ts';
import type { Frequency, RfmScore, Stage, Tier } from '../segment/classes.ts';
import type { Channel } from './customer-state.ts';

/** The values that a change was read off: `{ days: 90, occasions: 2 }`. */
export type Why = Readonly<Record<string, string | number>>;

/** Why a message that a campaign wanted was not asked for. */
export type SuppressionReason = 'no-consent' | 'no-address' | 're-entry';

/** What became true. `at` is the instant from which it is true, which for a late tick is in the past. */
export type Fact = { readonly at: Instant } & (
  | {
      readonly kind: 'order.counted';
      readonly orderId: string;
      readonly occurredAt: Instant;
      readonly totalMinor: number;
      readonly currency: string;
      /** Present where the shop gives no exchange rate for the currency: the order counts, its value does not. */
      readonly unvalued?: true;
    }
  /** The same order again, with other contents that are newer: what it adds to the earlier figures. */
  | {
      readonly kind: 'order.revised';
      readonly orderId: string;
      readonly occurredAt: Instant;
      readonly addedMinor: number;
      readonly currency: string;
    }
  /** The same order again; nothing changed. */
  | { readonly kind: 'order.repeated'; readonly orderId: string }
  | {
      readonly kind: 'refund.counted';
      readonly orderId: string;
      readonly occurredAt: Instant;
      readonly amountMinor: number;
      readonly currency: string;
      /** waiting: the order has not arrived yet. */
      readonly order: 'found' | 'waiting';
    }
  /** Too many refunds wait for their orders; this one waited longest and is let go. */
  | { readonly kind: 'refund.dropped'; readonly orderId: string; readonly amountMinor: number }
  | { readonly kind: 'stage.changed'; readonly from: Stage | null; readonly to: Stage; readonly why: Why }
  | { readonly kind: 'tier.changed'; readonly from: Tier | null; readonly to: Tier; readonly why: Why }
  | {
      readonly kind: 'frequency.changed';
      readonly from: Frequency | null;
      readonly to: Frequency;
      readonly why: Why;
    }
  | {
      readonly kind: 'rfm.changed';
      readonly from: RfmScore | null;
      readonly to: RfmScore | null;
      readonly why: Why;
    }
  /** The named group of the three scores. */
  | {
      readonly kind: 'group.changed';
      readonly from: string | null;
      readonly to: string | null;
      readonly why: Why;
    }
  | {
      readonly kind: 'need.changed';
      readonly need: 'price' | 'novelty';
      readonly from: string | null;
      readonly to: string | null;
      readonly why: Why;
    }
  /** Into and out of a segment of the shop's own; `why` is what its condition looked at, empty where the files no longer have it. */
  | { readonly kind: 'segment.entered'; readonly segment: string; readonly why: Why }
  | { readonly kind: 'segment.left'; readonly segment: string; readonly why: Why }
  | { readonly kind: 'profile.changed'; readonly fields: readonly string[] }
  | { readonly kind: 'reachable.changed'; readonly channel: Channel; readonly reachable: boolean }
  | {
      readonly kind: 'consent.changed';
      readonly channel: Channel;
      readonly status: 'granted' | 'withdrawn';
      readonly source: string;
    }
  | {
      readonly kind: 'message.requested';
      readonly campaign: string;
      readonly step: string;
      /** Tells one entry of the customer into the campaign from the next. */
      readonly occurrence: string;
      readonly channel: Channel;
      readonly template: string;
      /** After this instant the message is worth nothing and is dropped with a record. */
      readonly expiresAt: Instant;
    }
  | {
      readonly kind: 'message.suppressed';
      readonly campaign: string;
      readonly step: string;
      readonly occurrence: string;
      readonly channel: Channel;
      readonly reason: SuppressionReason;
    }
);
