import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MessageReference } from '../../domain/message/message-reference.ts';
import type { QueueMessage } from '../../ports.ts';
import { messageDigest } from './message-digest.ts';

/** Source of what providers tell, as `decide` sees it. */
const SOURCE = 'shop.feedback';

/**
 * Tells `decide` that a person opened a message, or clicked a link in it. The id is the same each time (of openings one a message, of
 * clicks one an instant), so what is told again has no second effect.
 */
export function engagementInput(
  kind: 'message.opened' | 'message.clicked',
  reference: MessageReference,
  happenedAt: Instant,
  now: Instant,
): QueueMessage {
  const { customerId, campaign, step, occurrence } = reference;
  const digest = kind === 'message.opened' ? messageDigest(reference) : messageDigest(reference, happenedAt);
  const detail: ShopEvent = {
    id: `feedback-${kind}-${digest}`,
    type: kind,
    customerId,
    // A provider's clock may run ahead; nothing happens after it is told.
    occurredAt: new Date(Math.min(happenedAt, now)).toISOString(),
    data: { campaign, step, occurrence },
  };
  return {
    body: JSON.stringify({ source: SOURCE, 'detail-type': kind, time: new Date(now).toISOString(), detail }),
  };
}
