import * as z from 'zod';
import { PerennialError } from '../../perennial-error.ts';
import type { Change, Table, Write } from '../../ports.ts';
import { dayCountersKey, reportCheckpointKey, TOTAL_COUNTERS_KEY } from '../item-keys.ts';
import { countChanges } from './count-changes.ts';

const checkpointSchema = z.object({ sequence: z.string() });

/** Days that one transaction may touch, beside the total and the checkpoint. */
const DAYS_PER_TRANSACTION = 90;

/**
 * Folds changes of one shard into the counters, each exactly once: the shard's checkpoint moves in the same transaction,
 * so a batch that is delivered again finds that it has been counted. `changes` are in the order of the shard.
 */
export async function foldReport(shardId: string, changes: readonly Change[], table: Table): Promise<void> {
  const checkpointKey = reportCheckpointKey(shardId);
  const checkpoint = await table.get(checkpointKey, { consistent: true });
  const counted = checkpoint === undefined ? -1n : BigInt(checkpointSchema.parse(checkpoint.body).sequence);
  let version = checkpoint?.version ?? 0;
  for (const part of partsByDays(changes.filter(({ sequence }) => BigInt(sequence) > counted))) {
    const { days, total } = countChanges(part);
    const writes: Write[] = [
      {
        kind: 'put',
        condition: version === 0 ? 'absent' : { version },
        item: { ...checkpointKey, version: version + 1, body: { sequence: part.at(-1)?.sequence } },
      },
      ...[...days].flatMap(([day, increments]) => addition(dayCountersKey(day), increments)),
      ...addition(TOTAL_COUNTERS_KEY, total),
    ];
    const result = await table.transact(writes);
    if (result.status === 'conflict')
      throw new PerennialError('REPORT.CONTENDED', {
        message: `Another run counts shard ${shardId} at the same time; the batch is tried again.`,
        retryable: true,
      });
    version += 1;
  }
}

const addition = (key: { pk: string; sk: string }, increments: Record<string, number>): Write[] =>
  Object.keys(increments).length === 0 ? [] : [{ kind: 'add', key, increments }];

/** Cuts a batch so that no part touches too many days for one transaction. A day's worth of sends is one day mostly. */
function partsByDays(changes: readonly Change[]): readonly (readonly Change[])[] {
  if (changes.length === 0) return [];
  if (changes.length === 1 || countChanges(changes).days.size <= DAYS_PER_TRANSACTION) return [changes];
  const middle = Math.ceil(changes.length / 2);
  return [...partsByDays(changes.slice(0, middle)), ...partsByDays(changes.slice(middle))];
}
