import { campaignCounter } from '../../domain/report/campaign-counters.ts';
import { type WebhookRecord, webhookRecordSchema } from '../../domain/webhook/webhook-record.ts';
import type { Change } from '../../ports.ts';
import { customerOfPartition, WEBHOOK_PREFIX } from '../item-keys.ts';
import type { CounterIncrements } from './counter-increments.ts';
import type { MissWrites } from './miss-writes.ts';

/** Counts what became of a webhook, which is put on record once, and puts one that did not arrive among the misses. */
export function countWebhook(
  { kind, key, after }: Change,
  counters: CounterIncrements,
  misses: MissWrites,
): void {
  const customerId = customerOfPartition(key.pk);
  if (kind !== 'insert' || customerId === undefined || !key.sk.startsWith(WEBHOOK_PREFIX)) return;
  const record = webhookRecordSchema.parse(after?.body);
  counters.addToCampaign(record.campaign, campaignCounter.webhook(record.step, record.status));
  const outcome = missedBy(record);
  if (outcome === undefined) return;
  const { campaign, step, occurrence, settledAt, reason } = record;
  misses.put(campaign, {
    at: settledAt,
    customerId,
    step,
    occurrence,
    channel: 'webhook',
    outcome,
    ...(reason !== undefined && { reason }),
  });
}

const missedBy = ({ status }: WebhookRecord) => (status === 'delivered' ? undefined : status);
