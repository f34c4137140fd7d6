import type { Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { AttributeValue } from './attribute-value.ts';

export interface OrderItem {
  readonly sku: string;
  readonly category?: string;
  readonly quantity: number;
  readonly priceMinor: number;
}

interface ShopInput {
  /** The event's id. */
  readonly id: string;
  /** When it happened at the shop. */
  readonly occurredAt: Instant;
}

export interface OrderPlaced extends ShopInput {
  readonly kind: 'order.placed';
  readonly orderId: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly discountMinor?: number;
  readonly items?: readonly OrderItem[];
  readonly channel?: string;
  readonly coupon?: string;
}

export interface OrderRefunded extends ShopInput {
  readonly kind: 'order.refunded';
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** What a `customer.updated` event says, without the contact itself: only which parts it gives or removes. */
export interface CustomerUpdated extends ShopInput {
  readonly kind: 'customer.updated';
  readonly attributes?: Readonly<Record<string, AttributeValue | null>>;
  readonly birthday?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly country?: string;
  readonly reachable?: Readonly<Partial<Record<Channel, boolean>>>;
  /** ISO 3166-1 alpha-2 of the number that it gives; empty where it is of no country, or is removed. */
  readonly phoneCountry?: string;
  /** Channels whose address or number is another than before. */
  readonly newAddresses?: readonly Channel[];
  readonly consents?: readonly {
    readonly channel: Channel;
    /** Absent: the channel as a whole. */
    readonly topic?: string;
    readonly status: 'granted' | 'withdrawn' | 'pending';
    readonly source: string;
    /** What the customer was shown. */
    readonly wording?: string;
    /** Where the shop keeps the evidence: the id of a form, say. */
    readonly proof?: string;
    readonly at: Instant;
  }[];
}

interface CartAbandoned extends ShopInput {
  readonly kind: 'cart.abandoned';
  readonly cartId: string;
  readonly totalMinor?: number;
  readonly currency?: string;
  readonly items?: readonly OrderItem[];
}

interface InvoiceIssued extends ShopInput {
  readonly kind: 'invoice.issued';
  readonly invoiceId: string;
  readonly orderId?: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly dueAt: Instant;
}

interface InvoicePaid extends ShopInput {
  readonly kind: 'invoice.paid';
  readonly invoiceId: string;
}

/** A complaint; while it is open promotion waits. */
export interface CaseOpened extends ShopInput {
  readonly kind: 'case.opened';
  readonly caseId: string;
}

export interface CaseClosed extends ShopInput {
  readonly kind: 'case.closed';
  readonly caseId: string;
}

/** The customer opened a message, or clicked a link in it. */
export interface MessageEngaged extends ShopInput {
  readonly kind: 'message.opened' | 'message.clicked';
  readonly campaign: string;
  readonly step: string;
  readonly occurrence: string;
}

/** The provider said that nothing may go to the customer's address any more. */
export interface AddressSuppressed extends ShopInput {
  readonly kind: 'address.suppressed';
  readonly channel: Channel;
  readonly reason: 'hard-bounce' | 'complaint';
}

/** A message did not arrive, for a reason that may pass. */
export interface AddressFailed extends ShopInput {
  readonly kind: 'address.failed';
  readonly channel: Channel;
  /** Tells the message from others. */
  readonly message: string;
  /** When, as far as is known, something last arrived there. */
  readonly deliveredAt?: Instant;
}

/** Time passed; something about this customer may be due. */
export interface Tick {
  readonly kind: 'tick';
  readonly id: string;
  /** Not time but the shop's rules may have changed the customer's classes. */
  readonly isRecheck?: true;
}

/** What happened, as against time that passed. */
export type EventInput = Exclude<Input, Tick>;

export type Input =
  | OrderPlaced
  | OrderRefunded
  | CustomerUpdated
  | CartAbandoned
  | InvoiceIssued
  | InvoicePaid
  | CaseOpened
  | CaseClosed
  | MessageEngaged
  | AddressSuppressed
  | AddressFailed
  | Tick;
