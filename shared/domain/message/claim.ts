import * as z from 'zod';

/**
 * The record of one send. It is written before the provider is called (`claimed`), so a message is sent once at most:
 * a claim found standing without an outcome becomes `uncertain` and is never sent again.
 */
export const claimSchema = z.object({
  status: z.enum([
    'claimed',
    'sent',
    /** The provider refused it for good. */
    'rejected',
    /** The process died, or the provider did not answer, between claim and outcome. */
    'uncertain',
    /** It came up for delivery after the instant at which it is worth anything. */
    'expired',
    /** Consent or address was gone at the last moment, or people had stopped the campaign. */
    'withdrawn',
    /** The template could not be filled for this customer. */
    'unrenderable',
  ]),
  campaign: z.string(),
  step: z.string(),
  occurrence: z.string(),
  channel: z.enum(['email', 'sms']),
  template: z.string(),
  locale: z.string().optional(),
  /** Of a text message: how many it is billed as. */
  parts: z.int().optional(),
  claimedAt: z.number(),
  /** Who claimed: tells a repeated write of one's own claim, after a lost answer, from another's. */
  claimant: z.string(),
  settledAt: z.number().optional(),
  providerMessageId: z.string().optional(),
  reason: z.string().optional(),
});

export type Claim = z.infer<typeof claimSchema>;
