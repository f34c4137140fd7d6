import * as z from 'zod';

/** A message that a campaign wanted for somebody and that did not go, or may not have. Who is held out misses nothing. */
export const missSchema = z.object({
  at: z.number(),
  customerId: z.string(),
  step: z.string(),
  occurrence: z.string(),
  channel: z.enum(['email', 'sms', 'webhook']),
  /** suppressed: it was not even asked for, or nothing may go to the address. The others are how delivery ended. */
  outcome: z.enum([
    'suppressed',
    'deferred',
    'rejected',
    'uncertain',
    'expired',
    'withdrawn',
    'unrenderable',
    /** Of a webhook: its endpoint refused it, or every try was in vain. */
    'failed',
  ]),
  reason: z.string().optional(),
});

export type Miss = z.infer<typeof missSchema>;
