import * as z from 'zod';
import type { Item, Key, Table } from '../../ports.ts';
import { subjectHash } from './subject-hash.ts';

const tombstoneSchema = z.object({
  /** erasing: begun; a second run takes it to its end. */
  status: z.enum(['erasing', 'erased']),
  startedAt: z.number(),
  finishedAt: z.number().exactOptional(),
  /** Who asked for it: a name of the operator's. */
  by: z.string(),
  /** What went, by kind of item. */
  removed: z.record(z.string(), z.number()),
});

/** Says that somebody was erased, and nothing of whom: it stands under a hash of the id, for ever. */
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** `subject` is the keyed hash of the customer's id. */
export const tombstoneKey = (subject: string): Key => ({ pk: `erased#${subject}`, sk: 'tombstone' });

/** Throws a ZodError for a document of another shape. */
export const tombstoneOf = ({ body }: Item): Tombstone => tombstoneSchema.parse(body);

/** The tombstone of a customer; undefined where nobody of this id was erased. Sees every committed write. */
export async function readTombstone(
  customerId: string,
  secret: string,
  table: Table,
): Promise<Tombstone | undefined> {
  const item = await table.get(tombstoneKey(subjectHash(secret, customerId)), { consistent: true });
  return item && tombstoneOf(item);
}
