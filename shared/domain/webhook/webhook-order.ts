import * as z from 'zod';

/** What `dispatch` puts on the queue for one `webhook.requested`, and what goes back to it after a try in vain. No personal data. */
export const webhookOrderSchema = z.object({
  /** Stays the same over all tries, and so does the `webhook-id` that is made of it. */
  factId: z.string().min(1),
  customerId: z.string().min(1),
  campaign: z.string(),
  step: z.string(),
  occurrence: z.string(),
  endpoint: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  requestedAt: z.number(),
  /** After this instant it is no longer told, and that is put on record. */
  expiresAt: z.number(),
  /** How often the endpoint was called before. */
  tries: z.int().min(0).default(0),
  /** Of the next try. Queues delay by 15 minutes at most, so that it may come up earlier. */
  notBefore: z.number().optional(),
});

export type WebhookOrder = z.infer<typeof webhookOrderSchema>;
