import { indexShards } from '../../../shared/app/item-keys.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Bus, Table } from '../../../shared/ports.ts';
import type { LocalClock } from '../local-clock.ts';
import { publishHistory } from './publish-history.ts';
import type { ReplayProgressStore } from './replay-progress.ts';
import { cutIntoSteps, type HistoricEvent } from './replay-steps.ts';

interface ReplayTarget {
  readonly clock: LocalClock;
  flush(when: 'every-commit' | 'now-and-then'): void;
  drain(): Promise<void>;
  fireSchedules(since?: Instant): Promise<void>;
}

interface ReplayOptions {
  readonly runtime: ReplayTarget;
  readonly bus: Bus;
  readonly table: Table;
  /** Names the history; progress of another one is refused. */
  readonly source: string;
  /** In the order of `receivedAt`. On a restart it is read from the beginning again. */
  readonly history: AsyncIterable<HistoricEvent> | Iterable<HistoricEvent>;
  readonly progress: ReplayProgressStore;
  /** The clock ends here, and later events are left out. Absent: at the last event. */
  readonly until?: Instant;
  /** Called after each step. */
  readonly onProgress?: (progress: { readonly eventsDone: number; readonly at: Instant }) => void;
  readonly maxEventsPerStep?: number;
  /** Stops after the step in hand, with its progress saved. */
  readonly signal?: AbortSignal;
}

export interface ReplayEnd {
  /** How many events have been taken through in all. */
  readonly published: number;
  /** Where the clock stood then. */
  readonly at: Instant;
}

/** Sweeps within one step: each lets every customer take one more step of time. */
const MAX_SWEEPS = 1000;

async function hasDue(table: Table, now: Instant): Promise<boolean> {
  const pages = await Promise.all(indexShards.map((shard) => table.due(shard, now, { limit: 1 })));
  return pages.some(({ items }) => items.length > 0);
}

/** Sweeps until nothing is due any more: a tick may bring the next thing that is due at the same instant. */
async function letTimePass(options: ReplayOptions, since: Instant): Promise<void> {
  const { runtime, table } = options;
  await runtime.fireSchedules(since);
  await runtime.drain();
  for (let sweeps = 0; await hasDue(table, runtime.clock.now()); sweeps += 1) {
    if (sweeps >= MAX_SWEEPS) {
      throw new PerennialError('LOCAL.STUCK', {
        message:
          `At ${new Date(runtime.clock.now()).toISOString()} something stays due after ${MAX_SWEEPS} sweeps. ` +
          'See the dead-letter queue of the ticks.',
      });
    }
    await runtime.fireSchedules();
    await runtime.drain();
  }
}

/**
 * Takes history through the runtime as fast as the machine allows, then lets the clock go on in real time from its end. After a
 * kill the same call goes on where the last saved step ended: a step may be taken twice, and its inputs are known by their
 * ids. Until history is through, commits are flushed now and then only: what a loss of power takes is lived through again.
 */
export async function replayHistory(options: ReplayOptions): Promise<ReplayEnd> {
  const { runtime } = options;
  runtime.flush('now-and-then');
  try {
    return await liveThrough(options);
  } finally {
    runtime.flush('every-commit');
  }
}

async function liveThrough(options: ReplayOptions): Promise<ReplayEnd> {
  const { runtime, bus, table, source, progress } = options;
  const { clock } = runtime;
  const stored = await progress.load();
  if (stored !== undefined && stored.source !== source) {
    throw new PerennialError('LOCAL.REPLAY', {
      message: `This data directory holds the history "${stored.source}", not "${source}". Use another --data.`,
    });
  }
  if (stored?.phase === 'live') {
    clock.follow(stored.clockOffsetMs);
    return { published: stored.published, at: clock.now() };
  }

  let published = stored?.published ?? 0;
  let at = stored?.clockAt;
  if (at !== undefined) {
    clock.holdAt(at);
    // What the killed run had published but not finished.
    await runtime.drain();
  }
  const steps = cutIntoSteps(options.history, {
    skip: published,
    from: at,
    until: options.until,
    maxEvents: options.maxEventsPerStep ?? 500,
  });
  for await (const step of steps) {
    const { events } = step;
    const since = at ?? step.endsAt;
    // A step that a kill cut short may end before the instant at which its clock stood.
    const endsAt = Math.max(since, step.endsAt);
    at = endsAt;
    clock.holdAt(endsAt);
    // A day on which nothing arrives and nothing is due changes nothing.
    if (events.length === 0 && !(await hasDue(table, endsAt))) continue;
    if (events.length > 0) {
      // Before anything of the step is on its way: a restart must not see its events as from the future.
      await progress.save({ phase: 'replaying', source, published, clockAt: endsAt });
      await publishHistory(bus, events);
      await runtime.drain();
    }
    await letTimePass(options, since);
    published += events.length;
    await progress.save({ phase: 'replaying', source, published, clockAt: endsAt });
    options.onProgress?.({ eventsDone: published, at: endsAt });
    if (options.signal?.aborted === true) return { published, at: endsAt };
  }
  const endedAt = clock.now();
  clock.resume();
  await progress.save({ phase: 'live', source, published, clockOffsetMs: clock.offsetMs() });
  return { published, at: endedAt };
}
