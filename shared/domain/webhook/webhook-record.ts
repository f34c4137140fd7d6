import * as z from 'zod';
import { WEBHOOK_OUTCOMES } from './webhook-outcome.ts';

/** What became of one webhook, written once, when it is settled. Of what the endpoint answered nothing is kept but the status, in `reason`. */
export const webhookRecordSchema = z.object({
  status: z.enum(WEBHOOK_OUTCOMES),
  campaign: z.string(),
  step: z.string(),
  occurrence: z.string(),
  endpoint: z.string(),
  /** Calls, the last one included. */
  tries: z.int(),
  requestedAt: z.number(),
  settledAt: z.number(),
  reason: z.string().optional(),
});

export type WebhookRecord = z.infer<typeof webhookRecordSchema>;
