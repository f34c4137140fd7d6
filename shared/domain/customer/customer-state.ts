import type { Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { Classes } from '../segment/classes.ts';
import type { AttributeValue } from './attribute-value.ts';
import type { EventData } from './event-data.ts';

/** One order that counts. Orders of one customer are kept by `at`, then `orderId`. */
export interface CountedOrder {
  readonly orderId: string;
  readonly at: Instant;
  /** Paid, in minor units of `currency`. */
  readonly totalMinor: number;
  readonly currency: string;
  /** Sum of the order's refunds. What is past `totalMinor` is kept but not counted, so that refunds may come in any order. */
  readonly refundedMinor: number;
  /** Of the newest orders, where the shop told it. */
  readonly contents?: OrderContents;
}

/** What an order says of the customer's needs. */
export interface OrderContents {
  /** Whether something was taken off the price, by a discount or a coupon. */
  readonly discounted: boolean;
  readonly channel?: string;
  /** The items worth most, each SKU once. */
  readonly items: readonly BoughtItem[];
}

export interface BoughtItem {
  readonly sku: string;
  readonly category?: string;
  /** Of the order's value, in percent. */
  readonly percent: number;
}

/** A refund whose order has not arrived yet. */
export interface EarlyRefund {
  readonly amountMinor: number;
  /** When the latest refund of the order happened. */
  readonly at: Instant;
}

/** Orders too many to be kept one by one: their sums. A refund that comes later than this no longer finds its order. */
export interface EarlierOrders {
  readonly orders: number;
  /** Days with at least one purchase. */
  readonly occasions: number;
  /** Paid less refunded, by currency. */
  readonly netMinor: Readonly<Record<string, number>>;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** A value with the instant at which it was said; the later one wins, whatever order they arrive in. */
export interface Stamped<T> {
  readonly value: T;
  readonly at: Instant;
}

export interface Profile {
  readonly attributes: Readonly<Record<string, Stamped<AttributeValue | null>>>;
  readonly locale?: Stamped<string>;
  readonly timeZone?: Stamped<string>;
  readonly country?: Stamped<string>;
  /** Of the number in the contact item; empty where it is of no country, or there is none any more. */
  readonly phoneCountry?: Stamped<string>;
  /** YYYY-MM-DD or --MM-DD. */
  readonly birthday?: Stamped<string>;
}

export interface Consent {
  /** pending: given but not confirmed, and nothing firm was ever said. It is no consent. */
  readonly status: 'granted' | 'withdrawn' | 'pending';
  readonly at: Instant;
  readonly source: string;
  /** When a word was given, later than this one, that waits for its confirmation. */
  readonly asked?: Instant;
}

/** Why nothing goes to the customer's address or number any more, until there is a new one. */
export type AddressFault = 'hard-bounce' | 'soft-bounces' | 'complaint';

interface SuppressedAddress {
  readonly reason: AddressFault;
  readonly at: Instant;
}

/** A message that did not arrive for a reason that may pass. */
export interface SoftBounce {
  /** Campaign, step and occurrence of the message. */
  readonly message: string;
  readonly at: Instant;
}

/** A message that was asked for; the newest last. */
export interface RequestedMessage {
  readonly campaign: string;
  readonly step: string;
  readonly occurrence: string;
  readonly at: Instant;
  readonly channel: Channel;
  /** Counts towards frequency caps. */
  readonly isPromotional: boolean;
  /** The variant that the customer is in, where the campaign has some. */
  readonly variant?: string;
  readonly openedAt?: Instant;
  readonly clickedAt?: Instant;
}

/** One way of a customer through a campaign, standing at a step. */
export interface Journey {
  readonly campaign: string;
  /** Tells this entry of the customer from the next. */
  readonly occurrence: string;
  /** When the event happened that began it, else when it began. */
  readonly enteredAt: Instant;
  /**
   * booked: enters when the local time of a dated campaign comes. ready: its step is to be taken. waiting: at a wait step, or at a
   * send step whose message is held back.
   */
  readonly phase: 'booked' | 'ready' | 'waiting';
  readonly step: string;
  /** When it goes on by itself, unless its campaign is paused then. */
  readonly until: Instant;
  readonly variant?: string;
  /** What the event that began it said. */
  readonly entry?: EventData;
  /** The message at hand is held back: since when, and why. */
  readonly held?: { readonly since: Instant; readonly reason: HoldReason };
}

/** Why a message waits. case: an open complaint pauses promotion. */
export type HoldReason = 'quiet' | 'capped' | 'case';

/** A customer's part in a comparison: what campaign, which arm, and what they bought since. */
export interface Exposure {
  readonly campaign: string;
  readonly occurrence: string;
  /** A variant's name, "all" where there are none, "holdout", or "control" for the shop's control group. */
  readonly arm: string;
  readonly at: Instant;
  /** Orders up to here count. */
  readonly until: Instant;
  readonly orders: number;
  /** In minor units of the shop's currency. */
  readonly valueMinor: number;
}

/** All that is known of one customer, without name, address or number. */
export interface CustomerState {
  readonly customerId: string;
  /** The state is true as of this instant. */
  readonly asOf: Instant;
  readonly orders: readonly CountedOrder[];
  readonly earlier?: EarlierOrders;
  /** By order id. */
  readonly earlyRefunds: Readonly<Record<string, EarlyRefund>>;
  readonly classes: Classes;
  /** Names of the shop's own segments that the customer is in, in the order of the alphabet. */
  readonly segments: readonly string[];
  readonly profile: Profile;
  readonly consents: Readonly<Partial<Record<Channel, Consent>>>;
  /** What was said of topics, by channel and topic: "email/news". */
  readonly topics?: Readonly<Record<string, Consent>>;
  /** Whether there is an address (email) or number (sms) in the contact item. */
  readonly reachable: Readonly<Partial<Record<Channel, Stamped<boolean>>>>;
  /** Channels through which nothing may go any more. */
  readonly suppressed?: Readonly<Partial<Record<Channel, SuppressedAddress>>>;
  /** Since something last arrived; fewer than suppress an address. */
  readonly softBounces?: Readonly<Partial<Record<Channel, readonly SoftBounce[]>>>;
  /** At most 20. */
  readonly messages: readonly RequestedMessage[];
  /** When a message that is no longer remembered was last opened or clicked. */
  readonly engagedAt?: Instant;
  /** Under way; at most 20. */
  readonly journeys: readonly Journey[];
  /** The last entry into each campaign, held out or not; of at most 100 campaigns, those entered last. */
  readonly entries: Readonly<Record<string, Instant>>;
  /** Of the last 20 entries into promotional campaigns, held out or not; who was held out is listed from here. */
  readonly exposures: readonly Exposure[];
  /** Ids of open complaints, while any is open promotion waits; at most 10. */
  readonly openCases: readonly string[];
}
