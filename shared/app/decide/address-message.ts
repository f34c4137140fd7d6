import * as z from 'zod';

const frame = {
  id: z.string().min(1).max(128),
  customerId: z.string().min(1),
  occurredAt: z.int(),
  /** When it was accepted. */
  at: z.int().min(0),
  channel: z.enum(['email', 'sms']),
};

/** What `feedback` tells the state machine of a customer's address, without the address. No shop may say so, so it is no event. */
export const addressMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    ...frame,
    kind: z.literal('address.suppressed'),
    reason: z.enum(['hard-bounce', 'complaint']),
  }),
  z.object({
    ...frame,
    kind: z.literal('address.failed'),
    message: z.string().min(1),
    deliveredAt: z.int().exactOptional(),
  }),
]);

export type AddressMessage = z.infer<typeof addressMessageSchema>;
