import type { Instant } from '../instant.ts';
import { hasConsent } from './consent.ts';
import type { CustomerState, RequestedMessage } from './customer-state.ts';

type Signs = Pick<CustomerState, 'orders' | 'earlier' | 'consents' | 'topics' | 'messages' | 'engagedAt'>;

/**
 * When the customer last ordered, opened or clicked a message, or agreed to get any; -Infinity without a sign. What machines open is
 * nobody's sign and never gets here.
 */
export function lastSignOfLife(state: Signs): Instant {
  const { orders, earlier, consents, topics = {}, messages, engagedAt } = state;
  let last = Math.max(
    orders.at(-1)?.at ?? Number.NEGATIVE_INFINITY,
    earlier?.lastAt ?? Number.NEGATIVE_INFINITY,
    engagedAt ?? Number.NEGATIVE_INFINITY,
  );
  for (const said of [...Object.values(consents), ...Object.values(topics)])
    if (hasConsent(said)) last = Math.max(last, said.at);
  for (const message of messages) last = Math.max(last, engagedWith(message) ?? last);
  return last;
}

/** When a message was last opened or clicked; undefined where it was not. */
export function engagedWith({ openedAt, clickedAt }: RequestedMessage): Instant | undefined {
  if (openedAt === undefined || clickedAt === undefined) return openedAt ?? clickedAt;
  return Math.max(openedAt, clickedAt);
}
