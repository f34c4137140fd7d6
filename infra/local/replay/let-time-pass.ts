import { indexShards } from '../../../shared/app/item-keys.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Table } from '../../../shared/ports.ts';
import type { ReplayTarget } from './replay-target.ts';

/** Sweeps within one step: each lets every customer take one more step of time. */
const MAX_SWEEPS = 1000;

/** Whether anything is due at `now` or before. */
export async function hasDue(table: Table, now: Instant): Promise<boolean> {
  const pages = await Promise.all(indexShards.map((shard) => table.due(shard, now, { limit: 1 })));
  return pages.some(({ items }) => items.length > 0);
}

/** Whether a dated campaign has anything to do at `now`: one that has started after `since`, or is under way. */
export type IsBroadcastPending = (since: Instant, now: Instant) => Promise<boolean>;

interface PassingTime {
  readonly runtime: ReplayTarget;
  readonly table: Table;
  readonly isBroadcastPending: IsBroadcastPending;
}

/**
 * Sweeps and broadcasts until nothing is due any more: a tick may bring the next thing that is due at the same instant. Throws
 * `LOCAL.STUCK` where something stays due.
 */
export async function letTimePass(
  { runtime, table, isBroadcastPending }: PassingTime,
  since: Instant,
): Promise<void> {
  const isAnythingDue = async (now: Instant): Promise<boolean> =>
    (await hasDue(table, now)) || (await isBroadcastPending(since, now));
  await runtime.fireSweeps(since);
  await runtime.drain();
  for (let sweeps = 0; await isAnythingDue(runtime.clock.now()); sweeps += 1) {
    if (sweeps >= MAX_SWEEPS) {
      throw new PerennialError('LOCAL.STUCK', {
        message:
          `At ${new Date(runtime.clock.now()).toISOString()} something stays due after ${MAX_SWEEPS} sweeps. ` +
          'See the dead-letter queue of the ticks.',
      });
    }
    await runtime.fireSweeps();
    await runtime.drain();
  }
}
