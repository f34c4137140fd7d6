import * as z from 'zod';
import type { Channel } from '../../domain/channel.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Key, Table, Write } from '../../ports.ts';

/** Why nothing goes to an address any more, whoever has it. */
export const SUPPRESSION_REASONS = [
  /** The provider said for good that there is no such mailbox or number. */
  'hard-bounce',
  /** Too many passing failures in a row. */
  'soft-bounces',
  'complaint',
  /** The person wrote STOP or the like. */
  'opted-out',
  /** From a list of the shop's, or of the service that it used before. */
  'imported',
  /** The person wanted to be forgotten; only the hash is left. */
  'erased',
] as const;

const suppressionSchema = z.object({
  reason: z.enum(SUPPRESSION_REASONS),
  at: z.number(),
  /** Whether it concerns promotion alone: what was asked for by an order still goes. */
  promotionalOnly: z.boolean().default(false),
});
export type Suppression = z.infer<typeof suppressionSchema>;

/** By the hash of the address (`addressHash`), never the address. */
export const suppressionKey = (channel: Channel, hash: string): Key => ({
  pk: `suppression#${channel}#${hash}`,
  sk: 'suppression',
});

/** Suppresses an address; one that is suppressed already becomes so for this reason. */
export const suppress = (
  channel: Channel,
  hash: string,
  reason: Suppression['reason'],
  at: Instant,
  promotionalOnly = false,
): Write => ({
  kind: 'put',
  condition: 'none',
  item: { ...suppressionKey(channel, hash), version: 1, body: { reason, at, promotionalOnly } },
});

/** Lets messages go to an address again. */
export const liftSuppression = (channel: Channel, hash: string): Write => ({
  kind: 'delete',
  condition: 'none',
  key: suppressionKey(channel, hash),
});

/** Undefined where nothing keeps messages from the address. Sees every committed write. */
export async function readSuppression(
  channel: Channel,
  hash: string,
  table: Table,
): Promise<Suppression | undefined> {
  const item = await table.get(suppressionKey(channel, hash), { consistent: true });
  return item === undefined ? undefined : suppressionSchema.parse(item.body);
}
