import { DAY_MS } from '../../domain/instant.ts';
import type { WebhookOrder } from '../../domain/webhook/webhook-order.ts';
import type { WebhookRecord } from '../../domain/webhook/webhook-record.ts';
import type { Clock, Table } from '../../ports.ts';
import { webhookKey } from '../item-keys.ts';
import { erasedAmong } from '../privacy/erased-among.ts';

/** Days for which it is told what became of a webhook. */
const KEPT_DAYS = 400;

interface SettleDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** The shop's own secret, under which those stand who were erased: nothing goes on record of them. Absent: nobody was. */
  readonly subjectSecret?: string;
}

/** Puts on record what became of a webhook; the first word stands where two say something. */
export async function settleWebhook(
  order: WebhookOrder,
  outcome: Pick<WebhookRecord, 'status' | 'reason'>,
  { table, clock, subjectSecret }: SettleDeps,
): Promise<void> {
  const erased = await erasedAmong([order.customerId], table, subjectSecret, { consistent: true });
  if (erased.size > 0) return;
  const { campaign, step, occurrence, endpoint, tries, requestedAt } = order;
  const settledAt = clock.now();
  const body: WebhookRecord = {
    ...outcome,
    campaign,
    step,
    occurrence,
    endpoint,
    tries,
    requestedAt,
    settledAt,
  };
  const item = { ...webhookKey(order), version: 1, body, expiresAt: settledAt + KEPT_DAYS * DAY_MS };
  await table.transact([{ kind: 'put', condition: 'absent', item }]);
}
