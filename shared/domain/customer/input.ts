import type { Instant } from '../instant.ts';
import type { AttributeValue, Channel } from './customer-state.ts';

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
  readonly consents?: readonly {
    readonly channel: Channel;
    readonly status: 'granted' | 'withdrawn';
    readonly source: string;
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

/** Time passed; something about this customer may be due. */
export interface Tick {
  readonly kind: 'tick';
  readonly id: string;
  /** Not time but the shop's rules may have changed the customer's classes. */
  readonly isRecheck?: true;
}

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
  | Tick;
