import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import type { Table } from '../../ports.ts';
import { BROADCAST_PROGRESS_KEY, broadcastRunKey } from '../item-keys.ts';
import { type BroadcastName, type BroadcastRun, readRun } from './broadcast-run.ts';

const documentSchema = z.object({
  lookedUpTo: z.number(),
  running: z.array(z.object({ campaign: z.string(), occurrence: z.string() })),
});

/** What the next look goes on from. */
export interface BroadcastProgress {
  /** Dated campaigns that start later than this have not been looked for. */
  readonly lookedUpTo: Instant;
  /** Broadcasts that have not come to an end; one that has is struck off at the next look. */
  readonly running: readonly BroadcastName[];
  /** Of the item; 0 where there is none yet. */
  readonly version: number;
}

/** Undefined before the first look. Throws a ZodError for an item of another shape. */
export async function readBroadcastProgress(table: Table): Promise<BroadcastProgress | undefined> {
  const item = await table.get(BROADCAST_PROGRESS_KEY, { consistent: true });
  return item && { ...documentSchema.parse(item.body), version: item.version };
}

/** Writes it at the next version; undefined where another run of the same function has written meanwhile. */
export async function writeBroadcastProgress(
  { lookedUpTo, running, version }: BroadcastProgress,
  table: Table,
): Promise<BroadcastProgress | undefined> {
  const next = { lookedUpTo, running, version: version + 1 };
  const { status } = await table.transact([
    {
      kind: 'put',
      condition: version === 0 ? 'absent' : { version },
      item: { ...BROADCAST_PROGRESS_KEY, version: next.version, body: { lookedUpTo, running } },
    },
  ]);
  return status === 'committed' ? next : undefined;
}

/** The broadcasts that the progress names, in its order. */
export async function readRuns(names: readonly BroadcastName[], table: Table): Promise<BroadcastRun[]> {
  if (names.length === 0) return [];
  const keys = names.map(({ campaign, occurrence }) => broadcastRunKey(campaign, occurrence));
  const items = await table.getMany(keys, { consistent: true });
  return names.flatMap((name, position) => {
    const item = items[position];
    return item === undefined ? [] : [readRun(name, item)];
  });
}
