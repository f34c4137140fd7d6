import * as z from 'zod';
import { PerennialError } from '../../perennial-error.ts';
import type { Change, Item, Table, Write } from '../../ports.ts';
import { reportCheckpointKey } from '../item-keys.ts';
import { countChanges } from './count-changes.ts';
import { withoutErased } from './without-erased.ts';

const checkpointSchema = z.object({
  /** The last change that is counted whole. */
  sequence: z.string(),
  /** How many transactions of the change after it are done, where that takes several. */
  begun: z.object({ sequence: z.string(), transactions: z.int() }).optional(),
});
type Checkpoint = z.infer<typeof checkpointSchema>;

/** The sequence of the last change that is counted, by the checkpoint's item; -1 before the first. */
export const checkpointSequence = (item: Item | undefined): bigint =>
  item === undefined ? -1n : BigInt(checkpointSchema.parse(item.body).sequence);

/** Of a transaction's 100 writes, those beside the checkpoint. */
const WRITES_PER_TRANSACTION = 99;

export interface FoldOptions {
  /** Days for which misses are kept; 400 where absent. */
  readonly missDays?: number;
  /** The shop's own secret, under which those stand who were erased: nothing more goes on record of them. Absent: nobody was. */
  readonly subjectSecret?: string;
}

/**
 * Folds changes of one shard into the counters and the misses, each exactly once: the shard's checkpoint moves in the same
 * transaction, so a batch that is delivered again finds that it has been counted. `changes` are in the order of the shard.
 * Throws `REPORT.CONTENDED` (retryable) where another run counts the same shard.
 */
export async function foldReport(
  shardId: string,
  changes: readonly Change[],
  table: Table,
  { missDays, subjectSecret }: FoldOptions = {},
): Promise<void> {
  const key = reportCheckpointKey(shardId);
  const stored = await table.get(key, { consistent: true });
  let checkpoint: Checkpoint =
    stored === undefined ? { sequence: '-1' } : checkpointSchema.parse(stored.body);
  let version = stored?.version ?? 0;

  const advance = async (next: Checkpoint, writes: readonly Write[]): Promise<void> => {
    const condition = version === 0 ? 'absent' : { version };
    const item = { ...key, version: version + 1, body: next };
    const result = await table.transact([{ kind: 'put', condition, item }, ...writes]);
    if (result.status === 'conflict')
      throw new PerennialError('REPORT.CONTENDED', {
        message: `Another run counts shard ${shardId} at the same time; the batch is tried again.`,
        retryable: true,
      });
    checkpoint = next;
    version += 1;
  };

  const counted = BigInt(checkpoint.sequence);
  for (const { last, writes } of partsOf(
    changes.filter(({ sequence }) => BigInt(sequence) > counted),
    missDays,
  )) {
    const transactions = Math.max(1, Math.ceil(writes.length / WRITES_PER_TRANSACTION));
    const { begun } = checkpoint;
    for (let done = begun?.sequence === last ? begun.transactions : 0; done < transactions; done += 1) {
      const isLast = done === transactions - 1;
      const next = isLast
        ? { sequence: last }
        : { sequence: checkpoint.sequence, begun: { sequence: last, transactions: done + 1 } };
      const due = writes.slice(done * WRITES_PER_TRANSACTION, (done + 1) * WRITES_PER_TRANSACTION);
      await advance(next, await withoutErased(due, table, subjectSecret));
    }
  }
}

interface Part {
  /** Sequence of its last change. */
  readonly last: string;
  readonly writes: readonly Write[];
}

/**
 * Cuts a batch so that each part fits into one transaction. A day's worth of changes mostly does whole; a change that alone does
 * not (a customer who comes back after years) is a part of its own.
 */
function partsOf(changes: readonly Change[], missDays: number | undefined): readonly Part[] {
  const last = changes.at(-1)?.sequence;
  if (last === undefined) return [];
  const writes = countChanges(changes, missDays);
  if (writes.length <= WRITES_PER_TRANSACTION || changes.length === 1) return [{ last, writes }];
  const middle = Math.ceil(changes.length / 2);
  return [...partsOf(changes.slice(0, middle), missDays), ...partsOf(changes.slice(middle), missDays)];
}
