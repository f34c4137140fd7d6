import type {
  CustomerUpdated,
  OrderPlaced,
  OrderRefunded,
  Tick,
} from '../../shared/domain/customer/input.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';

/** The instant `days` after the first of January 2026, UTC. */
export const day = (days: number): number => Date.UTC(2026, 0, 1) + days * DAY_MS;

export const orderPlaced = (overrides: Partial<OrderPlaced> = {}): OrderPlaced => ({
  kind: 'order.placed',
  id: `event-${overrides.orderId ?? 'o1'}`,
  occurredAt: day(0),
  orderId: 'o1',
  totalMinor: 10_000,
  currency: 'USD',
  ...overrides,
});

export const orderRefunded = (overrides: Partial<OrderRefunded> = {}): OrderRefunded => ({
  kind: 'order.refunded',
  id: `refund-${overrides.orderId ?? 'o1'}`,
  occurredAt: day(1),
  orderId: 'o1',
  amountMinor: 10_000,
  currency: 'USD',
  ...overrides,
});

export const customerUpdated = (overrides: Partial<CustomerUpdated> = {}): CustomerUpdated => ({
  kind: 'customer.updated',
  id: 'update-1',
  occurredAt: day(0),
  ...overrides,
});

/** A customer who may be sent e-mail. */
export const reachableByEmail = (occurredAt = day(0)): CustomerUpdated =>
  customerUpdated({
    id: `reachable-${occurredAt}`,
    occurredAt,
    reachable: { email: true },
    consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: occurredAt }],
  });

export const tick = (): Tick => ({ kind: 'tick', id: 'tick' });
