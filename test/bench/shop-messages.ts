import * as z from 'zod';

/** What the process of a served shop can be asked. */
export const shopQuestionSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('door') }),
  z.object({ ask: z.literal('usage') }),
  /** Messages waiting or in flight before this function. */
  z.object({ ask: z.literal('depth'), of: z.enum(['decide', 'deliver']) }),
  z.object({ ask: z.literal('totals') }),
  /** Answered when no consumer finds anything more; nothing waits for a batch to fill. */
  z.object({ ask: z.literal('drain') }),
  /** Puts a message to each of so many customers on the outbound queue. */
  z.object({ ask: z.literal('mail'), customers: z.number() }),
  z.object({ ask: z.literal('stop') }),
]);
export type ShopQuestion = z.infer<typeof shopQuestionSchema>;

export const shopAnswerSchema = z.object({
  port: z.number().optional(),
  apiKey: z.string().optional(),
  cpuMs: z.number().optional(),
  rssMegabytes: z.number().optional(),
  messages: z.number().optional(),
  totals: z.record(z.string(), z.number()).optional(),
  mails: z.number().optional(),
});
export type ShopAnswer = z.infer<typeof shopAnswerSchema>;
