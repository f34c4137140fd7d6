import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import { DAY_MS } from '../../domain/instant.ts';
import type { WebhookOrder } from '../../domain/webhook/webhook-order.ts';
import type { QueueMessage } from '../../ports.ts';
import { factIdOf } from '../fact-id.ts';

/** Days in which a webhook is tried. */
const WORTH_DAYS = 3;

/** The webhooks that a journal entry asks for. The endpoint is the group, so that one that is slow does not delay the others. */
export const webhookOrders = (entry: JournalEntry): QueueMessage[] =>
  entry.facts.flatMap((fact, position) => {
    if (fact.kind !== 'webhook.requested') return [];
    const { campaign, step, occurrence, endpoint, data, at } = fact;
    const order: WebhookOrder = {
      factId: factIdOf(entry, position),
      customerId: entry.customerId,
      campaign,
      step,
      occurrence,
      endpoint,
      data,
      requestedAt: at,
      expiresAt: at + WORTH_DAYS * DAY_MS,
      tries: 0,
    };
    return [{ body: JSON.stringify(order), groupId: endpoint }];
  });
