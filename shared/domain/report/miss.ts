import * as z from 'zod';

/** A message that a campaign wanted for somebody and that did not go, or may not have. Who is held out misses nothing. */
export const missSchema = z.object({
  at: z.number(),
  customerId: z.string(),
  step: z.string(),
  occurrence: z.string(),
  channel: z.enum(['email', 'sms']),
  /** suppressed: it was not even asked for. The others are how delivery ended. */
  outcome: z.enum(['suppressed', 'rejected', 'uncertain', 'expired', 'withdrawn', 'unrenderable']),
  reason: z.string().optional(),
});

export type Miss = z.infer<typeof missSchema>;
