import type { Offer } from '../campaign/campaign-rules.ts';
import type { Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { Frequency, RfmScore, Stage, Tier } from '../segment/classes.ts';
import type { AddressFault, HoldReason } from './customer-state.ts';
import type { EventData } from './event-data.ts';

/** The values that a change was read off: `{ days: 90, occasions: 2 }`. */
export type Why = Readonly<Record<string, string | number>>;

/** Why a message that a campaign wanted was not asked for. unengaged: no sign of life for as long as the shop's files say. quiet, capped and case: held back until it was worth nothing. */
export type SuppressionReason =
  | 'no-consent'
  | 'topic-off'
  | 'no-address'
  | 'suppressed'
  | 'unengaged'
  | HoldReason;

/** Why a customer whom the trigger met did not enter. */
export type RefusalReason =
  | 'not-in-audience'
  /** Too soon after the last entry, or still under way. */
  | 're-entry'
  | 'paused'
  | 'stopped'
  /** The event came too long after it happened. */
  | 'too-late'
  /** More journeys are under way than a customer may have. */
  | 'too-many-journeys';

export type ExitReason =
  /** All steps are done. */
  | 'finished'
  | 'exit-step'
  | 'exit-condition'
  | 'exit-event'
  /** A dated campaign, when its local time came. */
  | 'not-in-audience'
  | 'stopped'
  /** The files no longer have it, or the step at which the customer stood. */
  | 'campaign-removed'
  | 'step-removed';

/** One entry of one customer into one campaign. */
interface Entry {
  readonly campaign: string;
  readonly occurrence: string;
}

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
  /** Nothing goes to the address or number any more. */
  | { readonly kind: 'address.suppressed'; readonly channel: Channel; readonly reason: AddressFault }
  /** The customer has a new one. */
  | { readonly kind: 'address.restored'; readonly channel: Channel }
  | {
      readonly kind: 'consent.changed';
      readonly channel: Channel;
      /** Absent: the channel as a whole. */
      readonly topic?: string;
      readonly status: 'granted' | 'withdrawn' | 'pending';
      readonly source: string;
    }
  | ({ readonly kind: 'campaign.entered'; readonly variant?: string } & Entry)
  /** Would have entered, and is kept out for comparison. control: the shop's control group. */
  | ({ readonly kind: 'campaign.held-out'; readonly group: 'holdout' | 'control' } & Entry)
  | ({ readonly kind: 'campaign.refused'; readonly reason: RefusalReason; readonly why: Why } & Entry)
  | ({ readonly kind: 'campaign.exited'; readonly step?: string; readonly reason: ExitReason } & Entry)
  /** An order of somebody who entered or was held out; `earlierMinor` is what they spent in it before. */
  | ({
      readonly kind: 'campaign.converted';
      readonly arm: string;
      readonly orderId: string;
      /** In minor units of the shop's currency. */
      readonly valueMinor: number;
      readonly earlierOrders: number;
      readonly earlierMinor: number;
    } & Entry)
  | ({
      readonly kind: 'message.requested';
      readonly step: string;
      readonly channel: Channel;
      readonly template: string;
      readonly isPromotional: boolean;
      readonly variant?: string;
      readonly offer?: Offer;
      /** What the event that began the journey said. */
      readonly entry?: EventData;
      /** After this instant the message is worth nothing and is dropped with a record. */
      readonly expiresAt: Instant;
    } & Entry)
  /** Held back until `until`, when it is tried again. */
  | ({
      readonly kind: 'message.deferred';
      readonly step: string;
      readonly channel: Channel;
      readonly reason: HoldReason;
      readonly until: Instant;
    } & Entry)
  | ({
      readonly kind: 'message.suppressed';
      readonly step: string;
      readonly channel: Channel;
      readonly reason: SuppressionReason;
    } & Entry)
  | ({
      readonly kind: 'message.engaged';
      readonly step: string;
      readonly engagement: 'opened' | 'clicked';
    } & Entry)
  /** The message that an order is put down to: the one clicked last, else the one sent last, within its campaign's days. */
  | ({
      readonly kind: 'order.attributed';
      readonly step: string;
      readonly orderId: string;
      readonly touch: 'click' | 'send';
      readonly valueMinor: number;
      readonly variant?: string;
    } & Entry)
  | ({
      readonly kind: 'award.granted';
      readonly step: string;
      readonly points?: number;
      readonly coupon?: string;
    } & Entry)
  | ({
      readonly kind: 'webhook.requested';
      readonly step: string;
      readonly endpoint: string;
      readonly data: Offer;
    } & Entry)
  | ({
      readonly kind: 'task.requested';
      readonly step: string;
      readonly title: string;
      readonly note?: string;
      readonly dueAt: Instant;
    } & Entry)
  | { readonly kind: 'case.opened' | 'case.closed'; readonly caseId: string }
);
