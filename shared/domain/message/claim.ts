import * as z from 'zod';

/** What a provider can tell of a message it took; a later one in this list is not undone by an earlier one. */
export const DELIVERY_STATUSES = [
  /** It is still trying. */
  'delayed',
  /** A mail server or a carrier took it. */
  'delivered',
  /** A text did not arrive. */
  'failed',
  'bounced',
  'complained',
] as const;

/**
 * The record of one send. It is written before the provider is called (`claimed`), so a message is sent once at most:
 * a claim found standing without an outcome becomes `uncertain` and is never sent again.
 */
export const claimSchema = z.object({
  status: z.enum([
    'claimed',
    'sent',
    /** There is no room for it in today's quota: it waits, and goes when there is. */
    'deferred',
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
    /** Nothing goes to that address any more; the reason says why. */
    'suppressed',
  ]),
  campaign: z.string(),
  step: z.string(),
  occurrence: z.string(),
  channel: z.enum(['email', 'sms']),
  template: z.string(),
  locale: z.string().optional(),
  /** Of a text message: how many it is billed as. */
  parts: z.int().optional(),
  /** Of a text message: the country of the number (ISO 3166-1 alpha-2), which the price goes by. */
  country: z.string().optional(),
  claimedAt: z.number(),
  /** Who claimed: tells a repeated write of one's own claim, after a lost answer, from another's. */
  claimant: z.string(),
  settledAt: z.number().optional(),
  providerMessageId: z.string().optional(),
  reason: z.string().optional(),
  /** Set where it is, or may be, sent for a second time: its campaign would rather have it twice than not at all. */
  attempt: z.int().optional(),
  /** What the provider told of it afterwards. */
  delivery: z
    .object({ status: z.enum(DELIVERY_STATUSES), at: z.number(), reason: z.string().optional() })
    .optional(),
  /** When a person first opened it, and first clicked a link in it. */
  openedAt: z.number().optional(),
  clickedAt: z.number().optional(),
  /** How often a machine opened it (a scanner, a preview), and when it last did. */
  machineOpens: z.int().optional(),
  machineOpenedAt: z.number().optional(),
  /** Of the latest clicks the instant, a digest of the link, and whether it was a machine's (1). */
  clicks: z.array(z.tuple([z.number(), z.string(), z.number().optional()])).optional(),
});

export type Claim = z.infer<typeof claimSchema>;
