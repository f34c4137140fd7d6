import * as z from 'zod';

/** What the account may send, as its provider told of late. */
const knownQuotaSchema = z.object({
  perSecond: z.number(),
  /** In any 24 hours; absent where they are not limited. */
  perDay: z.number().optional(),
  sentLastDay: z.number(),
  readAt: z.number(),
  /** Slots given out since, which `sentLastDay` does not know of. */
  taken: z.int(),
});

/**
 * The pace of one sender, shared by all who send in its name: one item of the table. Virtual scheduling, as in the generic cell rate
 * algorithm (ITU-T I.371 (03/2004), annex A.1), with no tolerance: messages go one interval apart, however many send.
 */
export const sendPaceSchema = z.object({
  /** The instant from which the next slot is free, with fractions of a millisecond; the "theoretical arrival time". */
  free: z.number(),
  /** When the provider last found it too fast, and to which part of the rate it fell then. */
  slowed: z.object({ at: z.number(), factor: z.number() }).optional(),
  /** The provider said that the day's quota is used up: nothing goes before. */
  closedUntil: z.number().optional(),
  quota: knownQuotaSchema.optional(),
  /** The day of the warm-up on which a slot was last given out, when it ends, and how many mails it has taken. */
  warmUp: z.object({ day: z.int(), mails: z.int(), endsAt: z.number(), taken: z.int() }).optional(),
});

export type SendPace = z.infer<typeof sendPaceSchema>;
export type KnownQuota = z.infer<typeof knownQuotaSchema>;
