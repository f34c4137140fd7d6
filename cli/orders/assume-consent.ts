import { createHash } from 'node:crypto';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';

/** Consent events give this as the place where the customer said so. */
const ASSUMED_SOURCE = 'assumed';

/** An address that no mail can reach (RFC 2606, section 2), different for each customer. */
export function assumedAddress(customerId: string): string {
  const safe = customerId.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);
  if (safe === customerId && /^[A-Za-z0-9]/.test(safe)) {
    return `${safe}@example.invalid`;
  }
  const hash = createHash('sha256').update(customerId).digest('hex').slice(0, 12);
  return `customer-${hash}@example.invalid`;
}

/**
 * Lets each customer agree to e-mail at an address at `example.invalid` just before their first event, for replays of order
 * files, which carry no consent. Whoever uses it must say so in the output; it has no place where mail is really sent.
 */
export function* assumeConsent(events: Iterable<ShopEvent>): Generator<ShopEvent> {
  const met = new Set<string>();
  for (const event of events) {
    const { customerId, occurredAt } = event;
    if (!met.has(customerId)) {
      met.add(customerId);
      yield {
        id: `assumed-consent-${customerId}`,
        type: 'customer.updated',
        customerId,
        occurredAt,
        data: {
          contact: { email: assumedAddress(customerId) },
          consents: [{ channel: 'email', status: 'granted', source: ASSUMED_SOURCE, at: occurredAt }],
        },
      };
    }
    yield event;
  }
}
