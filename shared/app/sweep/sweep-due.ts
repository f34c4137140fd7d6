import type { Clock, Queue, QueueMessage, Table } from '../../ports.ts';
import type { TickMessage } from '../decide/inbound-message.ts';
import { customerOfPartition, indexShards } from '../item-keys.ts';

interface SweepDeps {
  readonly table: Table;
  readonly ticks: Queue;
  readonly clock: Clock;
}

export interface SweepResult {
  /** Ticks sent. */
  readonly sent: number;
  /** Ticks of the sweeps before still wait; nothing was read, so that a backlog is not queued again every minute. */
  readonly isBacklogged: boolean;
}

/** Ticks of one shard in one sweep; with 16 shards a sweep sends 32,000 at most, and the next goes on. */
const TICKS_PER_SHARD = 2_000;
const PAGE = 500;

/** Sends a tick to everyone who is due. Costs what is due, not what exists. */
export async function sweepDue({ table, ticks, clock }: SweepDeps): Promise<SweepResult> {
  if ((await ticks.depth()) > 0) return { sent: 0, isBacklogged: true };
  const now = clock.now();
  const sent = await Promise.all(indexShards.map((shard) => sweepShard(shard, now, table, ticks)));
  return { sent: sent.reduce((sum, count) => sum + count, 0), isBacklogged: false };
}

async function sweepShard(shard: string, now: number, table: Table, ticks: Queue): Promise<number> {
  let sent = 0;
  let cursor: string | undefined;
  do {
    const page = await table.due(shard, now, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    const messages = page.items.flatMap(({ pk }): QueueMessage[] => {
      const customerId = customerOfPartition(pk);
      if (customerId === undefined) return [];
      const tick: TickMessage = { kind: 'tick', customerId, at: now };
      return [{ body: JSON.stringify(tick) }];
    });
    if (messages.length > 0) await ticks.send(messages);
    sent += messages.length;
    cursor = page.cursor;
  } while (cursor !== undefined && sent < TICKS_PER_SHARD);
  return sent;
}
