import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { idleProspectDue } from '../../domain/customer/idle-prospect.ts';
import type { Instant } from '../../domain/instant.ts';
import type { RetentionRules } from '../../domain/retention-rules.ts';
import type { QueueMessage } from '../../ports.ts';

/**
 * What tells `decide` to forget name, address and number of somebody who never ordered and has been silent for longer than `retention.yaml` says;
 * nothing of anybody else. It is the event by which a shop would take them back, so that a later word of the shop or of the customer
 * counts again. One silence is one event, however often it is found.
 */
export function forgetIdleContact(
  state: CustomerState,
  retention: RetentionRules | undefined,
  now: Instant,
): QueueMessage[] {
  const due = idleProspectDue(state, retention, now);
  if (due === undefined) return [];
  const { email, sms } = state.reachable;
  const event: ShopEvent = {
    id: `idle-contact-${due}`,
    type: 'customer.updated',
    customerId: state.customerId,
    // Not now: a word of the address that comes while this is on its way is later, and stands.
    occurredAt: new Date(due).toISOString(),
    data: {
      contact: {
        name: null,
        ...(email !== undefined && { email: null }),
        ...(sms !== undefined && { phone: null }),
      },
    },
  };
  const time = new Date(now).toISOString();
  return [{ body: JSON.stringify({ 'detail-type': event.type, time, detail: event }) }];
}
