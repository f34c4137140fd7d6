import {
  EVENT_FIELDS,
  type EventData,
  type EventKind,
  type EventValue,
} from '../../domain/customer/event-data.ts';

/** An event to preview with, that says something in every field. */
export const sampleEvent = (kind: EventKind): EventData =>
  Object.fromEntries(
    Object.entries(EVENT_FIELDS[kind]).map(([field, { type }]) => [field, SAMPLES[field] ?? sampleOf(type)]),
  );

const SAMPLES: Readonly<Record<string, EventValue>> = {
  orderId: '1001',
  invoiceId: 'I-1001',
  cartId: 'C-1001',
  caseId: 'K-1001',
  total: 42.5,
  amount: 12.5,
  currency: 'USD',
  channel: 'web',
  skus: ['sencha', 'celadon-cup'],
  categories: ['green-tea', 'cups'],
};

function sampleOf(type: 'text' | 'number' | 'texts' | 'instant'): EventValue {
  switch (type) {
    case 'number':
      return 0;
    case 'texts':
      return [];
    case 'instant':
      return '2026-03-31T12:00:00.000Z';
    case 'text':
      return '';
  }
}
