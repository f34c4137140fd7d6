import type { ContactPart } from '../../domain/webhook/endpoint-rules.ts';
import type { WebhookOrder } from '../../domain/webhook/webhook-order.ts';
import type { Contact } from '../contact.ts';

/**
 * The body of a webhook, by Standard Webhooks 1.0.0 ("Payload structure"). `contact` has the parts that the endpoint may get and the
 * customer has; it is left out where there is none.
 */
export function webhookPayload(
  order: WebhookOrder,
  contact: Contact,
  include: readonly ContactPart[],
): string {
  const { customerId, campaign, step, occurrence, data } = order;
  const parts = include.flatMap((part) => {
    const value = contact[part]?.value ?? undefined;
    return value === undefined ? [] : [[part, value] as const];
  });
  return JSON.stringify({
    type: 'webhook.requested',
    timestamp: new Date(order.requestedAt).toISOString(),
    data: {
      customerId,
      campaign,
      step,
      occurrence,
      ...(parts.length > 0 && { contact: Object.fromEntries(parts) }),
      data,
    },
  });
}
