import type { Clock, Queue, Table, Write } from '../../ports.ts';
import type { TickMessage } from '../decide/inbound-message.ts';
import { customerOfPartition, indexShards } from '../item-keys.ts';
import { type BroadcastRun, endRun, putRun } from './broadcast-run.ts';

interface PageDeps {
  readonly table: Table;
  readonly broadcasts: Queue;
  readonly clock: Clock;
  /** What goes into the same transaction, for so many customers. */
  readonly spend: (customers: number) => readonly Write[];
}

interface SentPage {
  /** As it stands after the page; undefined where another run of the same function was quicker. */
  readonly run: BroadcastRun | undefined;
  readonly sent: number;
}

/**
 * Sends a tick to the next customers of a run, `limit` at most, and moves it on. Who is killed between the two sends the same ticks
 * again: each customer lives through the start of the occurrence once.
 */
export async function sendBroadcastPage(
  run: BroadcastRun,
  limit: number,
  { table, broadcasts, clock, spend }: PageDeps,
): Promise<SentPage> {
  const { customerIds, next } = await readPage(run, limit, table);
  const at = clock.now();
  const ticks = customerIds.map((customerId) => {
    const tick: TickMessage = { kind: 'tick', customerId, at };
    return { body: JSON.stringify(tick), groupId: run.campaign };
  });
  if (ticks.length > 0) await broadcasts.send(ticks);
  const ticked = { ...run, ticked: run.ticked + ticks.length };
  const moved =
    next === undefined
      ? endRun(ticked, 'done', clock.now())
      : moveOn({ ...ticked, position: next, version: run.version + 1 });
  const { status } = await table.transact([...moved.writes, ...spend(ticks.length)]);
  return { run: status === 'committed' ? moved.ended : undefined, sent: ticks.length };
}

const moveOn = (run: BroadcastRun) => ({ ended: run, writes: [putRun(run)] });

interface AudiencePage {
  readonly customerIds: readonly string[];
  /** Where to go on; undefined at the end of the audience. */
  readonly next: BroadcastRun['position'] | undefined;
}

/** The next customers of the audience index, over as many of its parts as it takes. */
async function readPage(run: BroadcastRun, limit: number, table: Table): Promise<AudiencePage> {
  const customerIds: string[] = [];
  let position: BroadcastRun['position'] | undefined = run.prefixes.length > 0 ? run.position : undefined;
  while (position !== undefined && customerIds.length < limit) {
    const { shard, prefix, cursor }: BroadcastRun['position'] = position;
    const page = await table.audience(indexShards[shard] ?? '', run.prefixes[prefix] ?? '', {
      limit: limit - customerIds.length,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { pk } of page.items) {
      const customerId = customerOfPartition(pk);
      if (customerId !== undefined) customerIds.push(customerId);
    }
    position =
      page.cursor === undefined ? partAfter(run, shard, prefix) : { shard, prefix, cursor: page.cursor };
  }
  return { customerIds, next: position };
}

/** All prefixes of a shard, then the next shard. */
function partAfter(
  { prefixes }: BroadcastRun,
  shard: number,
  prefix: number,
): BroadcastRun['position'] | undefined {
  if (prefix + 1 < prefixes.length) return { shard, prefix: prefix + 1 };
  return shard + 1 < indexShards.length ? { shard: shard + 1, prefix: 0 } : undefined;
}
