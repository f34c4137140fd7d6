import * as z from 'zod';
import type { Change, Item, Key } from '../../ports.ts';
import { exceedanceSchema } from '../reputation/reputation-standing.ts';

const broadcastShape = { at: z.number(), campaign: z.string(), occurrence: z.string() };
const campaignShape = { at: z.number(), campaign: z.string() };

/** What became true of the shop as a whole, not of one customer. */
const shopFactSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('calibration.published'),
    at: z.number(),
    sequence: z.number(),
    customers: z.number(),
    /** Whether the purchase model is trusted. */
    hasModel: z.boolean(),
  }),
  /** One that cannot be read: the one before it holds on. */
  z.object({
    kind: z.literal('calibration.rejected'),
    at: z.number(),
    sequence: z.number(),
    reason: z.string(),
  }),
  /** by and because: the guard of the sending reputation, and the rate for which it did; absent: people. */
  z.object({
    kind: z.literal('campaign.paused'),
    ...campaignShape,
    by: z.literal('guard').exactOptional(),
    because: exceedanceSchema.exactOptional(),
  }),
  z.object({ kind: z.literal('campaign.resumed'), ...campaignShape }),
  z.object({ kind: z.literal('campaign.stopped'), ...campaignShape }),
  /** A dated campaign, or one that was resumed, begins to reach its audience. */
  z.object({ kind: z.literal('broadcast.started'), ...broadcastShape }),
  z.object({
    kind: z.literal('broadcast.finished'),
    ...broadcastShape,
    /** expired: it could not begin or go on for so long that nothing of it is worth sending any more. */
    status: z.enum(['done', 'stopped', 'expired']),
    /** Customers who were looked at. */
    ticked: z.number(),
  }),
  /** A rate that went over its threshold: of all mails, or of a campaign that is not paused for it. */
  z.object({
    kind: z.literal('reputation.exceeded'),
    at: z.number(),
    campaign: z.string().exactOptional(),
    ...exceedanceSchema.shape,
  }),
  /** Something came for a customer who had been erased, and had no effect. Hashes, never ids. */
  z.object({
    kind: z.literal('input.ignored'),
    at: z.number(),
    subject: z.string(),
    input: z.string(),
    inputHash: z.string(),
  }),
]);

export type ShopFact = z.infer<typeof shopFactSchema>;

/** `pk` of shop facts. */
export const SHOP_FACTS_PARTITION = 'shop';
/** Of the sort keys of shop facts. */
export const SHOP_FACT_PREFIX = 'fact#';

/** Tells a fact of the shop from any other; the same for the same fact, so that it is stated once. */
export function shopFactId(fact: ShopFact): string {
  switch (fact.kind) {
    case 'calibration.published':
    case 'calibration.rejected':
      return String(fact.sequence);
    case 'campaign.paused':
    case 'campaign.resumed':
    case 'campaign.stopped':
      return `${fact.campaign}#${new Date(fact.at).toISOString()}`;
    case 'broadcast.started':
    case 'broadcast.finished':
      return `${fact.campaign}#${fact.occurrence}`;
    case 'reputation.exceeded':
      return `${fact.campaign ?? ''}#${fact.rate}#${new Date(fact.at).toISOString()}`;
    case 'input.ignored':
      return `${fact.subject}#${fact.inputHash}`;
  }
}

const shopFactKey = (fact: ShopFact): Key => ({
  pk: SHOP_FACTS_PARTITION,
  sk: `${SHOP_FACT_PREFIX}${fact.kind}#${shopFactId(fact)}`,
});

/** A shop fact as it is stored: its key says what it is of, so that it stands once however often it is written. */
export const shopFactItem = (fact: ShopFact): Item<ShopFact> => ({
  ...shopFactKey(fact),
  version: 1,
  body: fact,
});

/** The shop fact that a change of the table states; undefined for any other change. */
export function shopFactOf({ kind, key, after }: Change): ShopFact | undefined {
  if (kind !== 'insert' || key.pk !== SHOP_FACTS_PARTITION || !key.sk.startsWith(SHOP_FACT_PREFIX))
    return undefined;
  return shopFactSchema.parse(after?.body);
}
