import { type EventData, type EventKind, eventData } from '../../domain/customer/event-data.ts';
import type { EventInput } from '../../domain/customer/input.ts';

const AT = Date.UTC(2026, 10, 11, 10);
const frame = { id: 'sample', occurredAt: AT, receivedAt: AT };
const money = { totalMinor: 12_345, currency: 'USD' };
const items = [
  { sku: 'cup-1 <small> & "blue"', category: 'cups & bowls', quantity: 2, priceMinor: 1_800 },
  { sku: '85123A', quantity: 1, priceMinor: 8_745 },
];

/** Of each kind, an event that says all it can, and one that says no more than it must. */
const SAMPLES: Readonly<Record<EventKind, readonly EventInput[]>> = {
  'order.placed': [
    {
      ...frame,
      kind: 'order.placed',
      orderId: 'A-1001',
      ...money,
      discountMinor: 500,
      channel: 'web',
      coupon: 'BACK10',
      items,
    },
    { ...frame, kind: 'order.placed', orderId: 'A-1001', ...money },
  ],
  'order.refunded': [
    { ...frame, kind: 'order.refunded', orderId: 'A-1001', amountMinor: 2_000, currency: 'USD' },
  ],
  'customer.updated': [
    {
      ...frame,
      kind: 'customer.updated',
      attributes: { weddingDay: '2020-05-20' },
      consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: AT }],
    },
    { ...frame, kind: 'customer.updated' },
  ],
  'cart.abandoned': [
    { ...frame, kind: 'cart.abandoned', cartId: 'C-1', ...money, items },
    { ...frame, kind: 'cart.abandoned', cartId: 'C-1' },
  ],
  'invoice.issued': [
    { ...frame, kind: 'invoice.issued', invoiceId: 'I-1', orderId: 'A-1001', ...money, dueAt: AT },
    { ...frame, kind: 'invoice.issued', invoiceId: 'I-1', ...money, dueAt: AT },
  ],
  'invoice.paid': [{ ...frame, kind: 'invoice.paid', invoiceId: 'I-1' }],
  'case.opened': [{ ...frame, kind: 'case.opened', caseId: 'K-1' }],
  'case.closed': [{ ...frame, kind: 'case.closed', caseId: 'K-1' }],
  'message.opened': [
    { ...frame, kind: 'message.opened', campaign: 'welcome', step: 'first', occurrence: '2026-11-11T10:00' },
  ],
  'message.clicked': [
    { ...frame, kind: 'message.clicked', campaign: 'welcome', step: 'first', occurrence: '2026-11-11T10:00' },
  ],
  'address.suppressed': [{ ...frame, kind: 'address.suppressed', channel: 'email', reason: 'hard-bounce' }],
  'address.failed': [{ ...frame, kind: 'address.failed', channel: 'sms', message: 'welcome/first/once' }],
};

/** What events of a kind may tell a template: of one that says all, and of one that says as little as it may. */
export const sampleEvents = (kind: EventKind): readonly EventData[] => SAMPLES[kind].map(eventData);
