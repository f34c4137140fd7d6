import { describe, expect, it } from 'vitest';
import { assumeConsent, assumedAddress } from '../../../cli/orders/assume-consent.ts';
import { shopEventSchema } from '../../../shared/contracts/shop-event.ts';
import { collect } from '../../support/collect.ts';
import { smallOrder } from './small-order.ts';

describe('assumeConsent', () => {
  it('lets each customer agree once, just before their first event', async () => {
    const events = [
      smallOrder('a', '2025-05-11T10:00:00Z', 'c1'),
      smallOrder('b', '2025-05-11T11:00:00Z', 'c1'),
      smallOrder('c', '2025-05-11T12:00:00Z', 'c2'),
    ];
    const assumed = await collect(assumeConsent(events));
    expect(assumed.map((event) => event.id)).toEqual([
      'assumed-consent-c1',
      'a',
      'b',
      'assumed-consent-c2',
      'c',
    ]);
    expect(assumed[0]).toEqual({
      id: 'assumed-consent-c1',
      type: 'customer.updated',
      customerId: 'c1',
      occurredAt: '2025-05-11T10:00:00Z',
      data: {
        contact: { email: 'c1@example.invalid' },
        consents: [{ channel: 'email', status: 'granted', source: 'assumed', at: '2025-05-11T10:00:00Z' }],
      },
    });
  });

  it.each([
    '00001',
    'email-0123456789abcdef01234567',
    '茶 客',
    'a b',
    'a-b',
    '-x',
    "o'brien@x",
    'y'.repeat(100),
  ])('makes a valid event for customer %j', async (customerId) => {
    const [assumed] = await collect(assumeConsent([smallOrder('a', '2025-05-11T10:00:00Z', customerId)]));
    expect(shopEventSchema.safeParse(assumed).error).toBeUndefined();
  });

  it('gives different customers different addresses', () => {
    expect(new Set(['a b', 'a-b', 'a_b', 'a.b', '茶', '客'].map(assumedAddress)).size).toBe(6);
  });
});
