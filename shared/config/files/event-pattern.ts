import * as z from 'zod';
import type { EventKind } from '../../domain/customer/event-data.ts';
import { conditionTextSchema } from './condition-text.ts';

const EVENT_KINDS: { readonly [Kind in EventKind]: Kind } = {
  'order.placed': 'order.placed',
  'order.refunded': 'order.refunded',
  'customer.updated': 'customer.updated',
  'cart.abandoned': 'cart.abandoned',
  'invoice.issued': 'invoice.issued',
  'invoice.paid': 'invoice.paid',
  'case.opened': 'case.opened',
  'case.closed': 'case.closed',
  'message.opened': 'message.opened',
  'message.clicked': 'message.clicked',
  'address.suppressed': 'address.suppressed',
  'address.failed': 'address.failed',
};

/** An event that campaigns can wait for. */
export const eventKindSchema = z.enum(EVENT_KINDS).meta({ title: 'event' });

export const eventConditionSchema = conditionTextSchema.describe(
  'CEL condition that the event must meet, such as event.total >= 20; it may ask for the customer too. Absent: any such event.',
);
