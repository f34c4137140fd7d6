import * as z from 'zod';
import type { Table } from '../../ports.ts';
import { REPUTATION_KEY } from '../item-keys.ts';

/** A rate that is at or above its threshold. */
export const exceedanceSchema = z.object({
  rate: z.enum(['bounces', 'complaints']),
  /** Shares of the mails, 0 to 1. */
  value: z.number(),
  threshold: z.number(),
  /** Mails, and how many of them bounced or were complained of. */
  messages: z.number(),
  count: z.number(),
});

/** What the guard of the sending reputation found last. Numbers and names of campaigns, nothing of customers. */
export const reputationStandingSchema = z.object({
  /** Of all mails of the window. */
  mail: z.object({ mailed: z.number(), bounced: z.number(), complained: z.number() }),
  /** Rates of all mails together that are over. */
  shop: z.array(exceedanceSchema).readonly(),
  /** Campaigns that are over and go on: transactional ones, or where nothing is paused. */
  campaigns: z
    .array(z.object({ campaign: z.string(), over: z.array(exceedanceSchema).readonly() }))
    .readonly(),
  /** Campaigns that the guard paused and nobody has resumed. */
  paused: z.array(z.string()).readonly(),
});

export type ReputationStanding = z.infer<typeof reputationStandingSchema>;

export interface StoredStanding {
  readonly standing: ReputationStanding;
  readonly version: number;
}

/** Before the guard found anything. */
const NOTHING_FOUND: ReputationStanding = {
  mail: { mailed: 0, bounced: 0, complained: 0 },
  shop: [],
  campaigns: [],
  paused: [],
};

/** What the guard found last; version 0 where it never found anything. Throws a ZodError for an item of another shape. */
export async function readReputation(table: Table): Promise<StoredStanding> {
  const item = await table.get(REPUTATION_KEY, { consistent: true });
  if (item === undefined) return { standing: NOTHING_FOUND, version: 0 };
  return { standing: reputationStandingSchema.parse(item.body), version: item.version };
}

/** Whether anything of a standing asks for a person. */
export const isTrouble = ({ shop, campaigns, paused }: ReputationStanding): boolean =>
  shop.length + campaigns.length + paused.length > 0;
