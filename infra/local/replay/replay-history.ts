import { RULES_SETTLE_MS } from '../../../shared/app/current-rules.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Bus, Table } from '../../../shared/ports.ts';
import { hasDue, type IsBroadcastPending, letTimePass } from './let-time-pass.ts';
import { publishHistory } from './publish-history.ts';
import type { ReplayProgressStore } from './replay-progress.ts';
import { cutIntoSteps, type HistoricEvent } from './replay-steps.ts';
import type { ReplayTarget } from './replay-target.ts';

interface ReplayOptions {
  readonly runtime: ReplayTarget;
  readonly bus: Bus;
  readonly table: Table;
  /** Names the history; progress of another one is refused. */
  readonly source: string;
  /** In the order of `receivedAt`. On a restart it is read from the beginning again. */
  readonly history: AsyncIterable<HistoricEvent> | Iterable<HistoricEvent>;
  readonly progress: ReplayProgressStore;
  /** Absent: no campaign is dated. */
  readonly isBroadcastPending?: IsBroadcastPending;
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

/**
 * Runs what runs daily, and lets happen what follows from it. A replay does so only where a quarter begins and at the end of
 * history: to learn anew from all customers on each day of years would cost more than it tells.
 */
async function runDaily(replay: Parameters<typeof letTimePass>[0]): Promise<void> {
  const { runtime } = replay;
  await runtime.fireDaily();
  await runtime.drain();
  await letTimePass(replay, runtime.clock.now());
}

/**
 * Takes history through the runtime as fast as the machine allows, then lets the clock go on in real time from its end. After a
 * kill the same call goes on where the last saved step ended: a step may be taken twice, and its inputs are known by their
 * ids. Until history is through, it is written out now and then only: what a kill or a loss of power takes is lived through again.
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
  const { runtime, bus, table, source, progress, isBroadcastPending = async () => false } = options;
  const passing = { runtime, table, isBroadcastPending };
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
    const { events, endsQuarter } = step;
    const since = at ?? step.endsAt;
    // A step that a kill cut short may end before the instant at which its clock stood.
    const endsAt = Math.max(since, step.endsAt);
    at = endsAt;
    clock.holdAt(endsAt);
    // A day on which nothing arrives and nothing is due changes nothing.
    const isQuiet = events.length === 0 && !endsQuarter && !(await hasDue(table, endsAt));
    if (isQuiet && !(await isBroadcastPending(since, endsAt))) continue;
    // Before anything of the step is on its way: a restart must not see it as from the future.
    if (events.length > 0 || endsQuarter)
      await progress.save({ phase: 'replaying', source, published, clockAt: endsAt });
    if (events.length > 0) {
      await publishHistory(bus, events);
      await runtime.drain();
    }
    await letTimePass(passing, since);
    if (endsQuarter) {
      await runDaily(passing);
      // By then no function goes on with what it read before.
      clock.holdAt(endsAt + RULES_SETTLE_MS);
    }
    published += events.length;
    at = clock.now();
    await progress.save({ phase: 'replaying', source, published, clockAt: at });
    options.onProgress?.({ eventsDone: published, at: endsAt });
    if (options.signal?.aborted === true) return { published, at: endsAt };
  }
  const endedAt = clock.now();
  if (at !== undefined) {
    await progress.save({ phase: 'replaying', source, published, clockAt: endedAt });
    await runDaily(passing);
  }
  clock.resume();
  await progress.save({ phase: 'live', source, published, clockOffsetMs: clock.offsetMs() });
  return { published, at: endedAt };
}
