import { currencyDecimals } from '../valuation.ts';
import type { EventInput, OrderItem } from './input.ts';
import { topicKey } from './topic-rules.ts';

/** Every input that campaigns can wait for. */
export type EventKind = EventInput['kind'];

/** What an event says, flat, without personal data. */
export type EventData = Readonly<Record<string, EventValue>>;
export type EventValue = string | number | boolean | readonly string[];

interface EventField {
  /** instant: ISO 8601 in UTC. */
  readonly type: 'text' | 'number' | 'texts' | 'instant';
  readonly description: string;
}

const text = (description: string): EventField => ({ type: 'text', description });
const number = (description: string): EventField => ({ type: 'number', description });
const texts = (description: string): EventField => ({ type: 'texts', description });

const contents = {
  skus: texts('SKUs of what is in it, at most 20'),
  categories: texts('Categories of what is in it, each once, at most 20'),
};

/** What a condition may ask of an event of each kind. Texts that the event does not give are empty. */
export const EVENT_FIELDS: Readonly<Record<EventKind, Readonly<Record<string, EventField>>>> = {
  'order.placed': {
    orderId: text('The order'),
    total: number("What was paid, in units of the order's currency"),
    currency: text('ISO 4217 code'),
    discount: number('What was taken off, in the same units; 0 where nothing was'),
    channel: text('Where it was bought'),
    coupon: text('Code that was redeemed'),
    ...contents,
  },
  'order.refunded': {
    orderId: text('The order'),
    amount: number("What went back, in units of the order's currency"),
    currency: text('ISO 4217 code'),
  },
  'customer.updated': {
    attributes: texts('Names of the attributes that it gives'),
    consents: texts(
      'What was agreed to or withdrawn: "email:granted", "sms:withdrawn", "email/news:granted"',
    ),
  },
  'cart.abandoned': {
    cartId: text('The cart'),
    total: number("What is in it, in units of the cart's currency; 0 where not given"),
    currency: text('ISO 4217 code'),
    ...contents,
  },
  'invoice.issued': {
    invoiceId: text('The invoice'),
    orderId: text('The order that it is for'),
    total: number("What is to be paid, in units of the invoice's currency"),
    currency: text('ISO 4217 code'),
    dueAt: { type: 'instant', description: 'When it is to be paid' },
  },
  'invoice.paid': { invoiceId: text('The invoice') },
  'case.opened': { caseId: text('The complaint') },
  'case.closed': { caseId: text('The complaint') },
  'message.opened': { campaign: text("The message's campaign"), step: text('Its step') },
  'message.clicked': { campaign: text("The message's campaign"), step: text('Its step') },
  'address.suppressed': {
    channel: text('"email" or "sms"'),
    reason: text('"hard-bounce" or "complaint"'),
  },
  'address.failed': { channel: text('"email" or "sms"') },
};

/** So that a journey which remembers its event stays small. */
const MOST_TEXTS = 20;

/** What an event says, as conditions and templates see it. */
export function eventData(input: EventInput): EventData {
  switch (input.kind) {
    case 'order.placed':
      return {
        orderId: input.orderId,
        total: inUnits(input.totalMinor, input.currency),
        currency: input.currency,
        discount: inUnits(input.discountMinor ?? 0, input.currency),
        channel: input.channel ?? '',
        coupon: input.coupon ?? '',
        ...contentsOf(input.items),
      };
    case 'order.refunded':
      return {
        orderId: input.orderId,
        amount: inUnits(input.amountMinor, input.currency),
        currency: input.currency,
      };
    case 'customer.updated':
      return {
        attributes: Object.keys(input.attributes ?? {}).slice(0, MOST_TEXTS),
        consents: (input.consents ?? []).map(
          ({ channel, topic, status }) =>
            `${topic === undefined ? channel : topicKey(channel, topic)}:${status}`,
        ),
      };
    case 'cart.abandoned':
      return {
        cartId: input.cartId,
        total: inUnits(input.totalMinor ?? 0, input.currency ?? ''),
        currency: input.currency ?? '',
        ...contentsOf(input.items),
      };
    case 'invoice.issued':
      return {
        invoiceId: input.invoiceId,
        orderId: input.orderId ?? '',
        total: inUnits(input.totalMinor, input.currency),
        currency: input.currency,
        dueAt: new Date(input.dueAt).toISOString(),
      };
    case 'invoice.paid':
      return { invoiceId: input.invoiceId };
    case 'case.opened':
    case 'case.closed':
      return { caseId: input.caseId };
    case 'message.opened':
    case 'message.clicked':
      return { campaign: input.campaign, step: input.step };
    case 'address.suppressed':
      return { channel: input.channel, reason: input.reason };
    case 'address.failed':
      return { channel: input.channel };
  }
}

const inUnits = (minor: number, currency: string): number =>
  currency === '' ? minor / 100 : minor / 10 ** currencyDecimals(currency);

const contentsOf = (items: readonly OrderItem[] = []): EventData => ({
  skus: items.map(({ sku }) => sku).slice(0, MOST_TEXTS),
  categories: [...new Set(items.flatMap(({ category = '' }) => (category === '' ? [] : [category])))].slice(
    0,
    MOST_TEXTS,
  ),
});
