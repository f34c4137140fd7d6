import type { ShopEvent } from '../contracts/shop-event.ts';
import type { Channel } from '../domain/channel.ts';
import type { CustomerUpdated, EventInput, OrderItem } from '../domain/customer/input.ts';
import { numberCountry } from '../domain/text/number-country.ts';
import type { ContactPatch } from './contact.ts';

export interface EventParts {
  readonly input: EventInput;
  /** The personal part of the event, which goes into the contact item and nowhere else. */
  readonly contact?: ContactPatch;
}

type DataOf<Type extends ShopEvent['type']> = Extract<ShopEvent, { type: Type }>['data'];

/** Parts a shop's event into what the state machine may know and what only the contact item may hold. */
export function inputOfEvent(event: ShopEvent): EventParts {
  const occurredAt = Date.parse(event.occurredAt);
  const { id } = event;
  switch (event.type) {
    case 'order.placed': {
      const { orderId, total, currency, discount, items, channel, coupon } = event.data;
      return {
        input: {
          kind: 'order.placed',
          id,
          occurredAt,
          orderId,
          totalMinor: total,
          currency,
          ...(discount !== undefined && { discountMinor: discount }),
          ...(items !== undefined && { items: items.map(orderItem) }),
          ...(channel !== undefined && { channel }),
          ...(coupon !== undefined && { coupon }),
        },
      };
    }
    case 'order.refunded': {
      const { orderId, amount, currency } = event.data;
      return {
        input: { kind: 'order.refunded', id, occurredAt, orderId, amountMinor: amount, currency },
      };
    }
    case 'customer.updated':
      return customerUpdate(id, occurredAt, event.data);
    case 'cart.abandoned': {
      const { cartId, total, currency, items } = event.data;
      return {
        input: {
          ...{ kind: 'cart.abandoned', id, occurredAt, cartId },
          ...(total !== undefined && { totalMinor: total }),
          ...(currency !== undefined && { currency }),
          ...(items !== undefined && { items: items.map(orderItem) }),
        },
      };
    }
    case 'invoice.issued': {
      const { invoiceId, orderId, total, currency, dueAt } = event.data;
      return {
        input: {
          ...{ kind: 'invoice.issued', id, occurredAt, invoiceId, totalMinor: total, currency },
          dueAt: Date.parse(dueAt),
          ...(orderId !== undefined && { orderId }),
        },
      };
    }
    case 'invoice.paid':
      return { input: { kind: event.type, id, occurredAt, ...event.data } };
    case 'case.opened':
    case 'case.closed':
      return { input: { kind: event.type, id, occurredAt, ...event.data } };
    case 'message.opened':
    case 'message.clicked':
      return { input: { kind: event.type, id, occurredAt, ...event.data } };
  }
}

const orderItem = (item: NonNullable<DataOf<'order.placed'>['items']>[number]): OrderItem => ({
  sku: item.sku,
  ...(item.category !== undefined && { category: item.category }),
  quantity: item.quantity,
  priceMinor: item.price,
});

const consentWord = ({
  topic,
  wording,
  proof,
  at,
  ...said
}: NonNullable<DataOf<'customer.updated'>['consents']>[number]) => ({
  ...said,
  ...(topic !== undefined && { topic }),
  ...(wording !== undefined && { wording }),
  ...(proof !== undefined && { proof }),
  at: Date.parse(at),
});

function customerUpdate(id: string, occurredAt: number, data: DataOf<'customer.updated'>): EventParts {
  const { attributes, contact, birthday, locale, timeZone, country, consents } = data;
  const reachable: Partial<Record<Channel, boolean>> = {};
  if (contact?.email !== undefined) reachable.email = contact.email !== null;
  if (contact?.phone !== undefined) reachable.sms = contact.phone !== null;
  const input: CustomerUpdated = {
    kind: 'customer.updated',
    id,
    occurredAt,
    ...(attributes !== undefined && { attributes }),
    ...(birthday !== undefined && { birthday }),
    ...(locale !== undefined && { locale }),
    ...(timeZone !== undefined && { timeZone }),
    ...(country !== undefined && { country }),
    ...(Object.keys(reachable).length > 0 && { reachable }),
    ...(contact?.phone !== undefined && { phoneCountry: numberCountry(contact.phone ?? '') ?? '' }),
    ...(consents !== undefined && {
      consents: consents.map(consentWord),
    }),
  };
  return contact === undefined ? { input } : { input, contact: { ...contact, at: occurredAt } };
}
