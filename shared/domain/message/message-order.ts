import * as z from 'zod';

/** An order to deliver one message, as it travels to `deliver`. It holds no address: delivery looks that up. */
export const messageOrderSchema = z.object({
  customerId: z.string().min(1),
  campaign: z.string().min(1),
  step: z.string().min(1),
  occurrence: z.string().min(1),
  channel: z.enum(['email', 'sms']),
  template: z.string().min(1),
  /** Needs consent to marketing, and goes by the customer's clock. Orders of earlier releases do not say, and were. */
  isPromotional: z.boolean().default(true),
  /** The variant of the campaign that the customer is in. */
  variant: z.string().optional(),
  /** What the template shows as `offer`. */
  offer: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** What the event that began the journey said; the template shows it as `event`. */
  entry: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]))
    .default({}),
  /** When `decide` asked for it. */
  requestedAt: z.int(),
  expiresAt: z.int(),
  /** It is on record that it waits for room in the day's quota. */
  isDeferred: z.boolean().optional(),
});

export type MessageOrder = z.infer<typeof messageOrderSchema>;
