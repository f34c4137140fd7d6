import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { checkEvents, toIso } from './check-events.ts';
import type { OrderContact } from './order-contact.ts';
import { type DraftItem, fitItems } from './order-items.ts';
import type { OrderRow } from './order-row.ts';

/** An order as a reader understood it, before it is made into events. */
export interface OrderDraft {
  /** The lines it was read from; all are rejected where an event of it does not hold. */
  readonly lines: readonly number[];
  /** Where ids begin, for example `shopify`: the same file always gives the same ids. */
  readonly source: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly placedAt: Instant;
  readonly totalMinor: number;
  readonly currency: string;
  readonly discountMinor?: number;
  readonly items?: readonly DraftItem[];
  readonly channel?: string;
  readonly coupon?: string;
  readonly contact?: OrderContact;
  /** The buyer agreed to marketing e-mail with this order. */
  readonly acceptsMarketing?: boolean;
  readonly refund?: { readonly amountMinor: number; readonly at: Instant; readonly reason?: string };
}

function contactEvent(draft: OrderDraft, occurredAt: string): ShopEvent[] {
  const { country, ...contact } = draft.contact ?? {};
  const hasContact = Object.keys(contact).length > 0;
  if (!hasContact && country === undefined) {
    return [];
  }
  const source = `${draft.source}-export`;
  return [
    {
      id: `${draft.source}-customer-${draft.orderId}`,
      type: 'customer.updated',
      customerId: draft.customerId,
      occurredAt,
      data: {
        ...(hasContact ? { contact } : {}),
        ...(country === undefined ? {} : { country }),
        ...(draft.acceptsMarketing === true && contact.email !== undefined
          ? { consents: [{ channel: 'email', status: 'granted', source, at: occurredAt }] }
          : {}),
      },
    },
  ];
}

function orderEvent(draft: OrderDraft, occurredAt: string): ShopEvent {
  const { source, orderId, customerId, totalMinor, currency, discountMinor, items, channel, coupon } = draft;
  return {
    id: `${source}-order-${orderId}`,
    type: 'order.placed',
    customerId,
    occurredAt,
    data: {
      orderId,
      total: totalMinor,
      currency,
      ...(discountMinor === undefined || discountMinor === 0 ? {} : { discount: discountMinor }),
      ...(items === undefined || items.length === 0 ? {} : { items: fitItems(items) }),
      ...(channel === undefined || channel === '' ? {} : { channel: channel.slice(0, 64) }),
      ...(coupon === undefined || coupon === '' ? {} : { coupon: coupon.slice(0, 64) }),
    },
  };
}

function refundEvent(draft: OrderDraft): ShopEvent[] {
  const { source, orderId, customerId, currency, refund } = draft;
  const amount = Math.min(refund?.amountMinor ?? 0, draft.totalMinor);
  if (refund === undefined || amount <= 0) {
    return [];
  }
  const reason = refund.reason === undefined ? {} : { reason: refund.reason };
  return [
    {
      id: `${source}-refund-${orderId}`,
      type: 'order.refunded',
      customerId,
      occurredAt: toIso(refund.at),
      data: { orderId, amount, currency, ...reason },
    },
  ];
}

/**
 * The events of one order: the buyer's contact where the file gives it, the order, and its refund, each checked against
 * the contract.
 */
export function eventsOfDraft(draft: OrderDraft): OrderRow[] {
  const placedAt = toIso(draft.placedAt);
  const events = [...contactEvent(draft, placedAt), orderEvent(draft, placedAt), ...refundEvent(draft)];
  return checkEvents(events, draft.lines);
}
