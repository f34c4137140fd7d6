import * as z from 'zod';

/** An order to deliver one message, as it travels to `deliver`. It holds no address: delivery looks that up. */
export const messageOrderSchema = z.object({
  customerId: z.string().min(1),
  campaign: z.string().min(1),
  step: z.string().min(1),
  occurrence: z.string().min(1),
  channel: z.enum(['email', 'sms']),
  template: z.string().min(1),
  /** When `decide` asked for it. */
  requestedAt: z.int(),
  expiresAt: z.int(),
});

export type MessageOrder = z.infer<typeof messageOrderSchema>;
