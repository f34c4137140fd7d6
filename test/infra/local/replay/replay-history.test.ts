import { describe, expect, it } from 'vitest';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';
import { replayHistory } from '../../../../infra/local/replay/replay-history.ts';
import type { ReplayProgress } from '../../../../infra/local/replay/replay-progress.ts';
import type { HistoricEvent } from '../../../../infra/local/replay/replay-steps.ts';
import { RULES_SETTLE_MS } from '../../../../shared/app/current-rules.ts';
import { shardOf } from '../../../../shared/app/item-keys.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { BusEntry, Table } from '../../../../shared/ports.ts';
import { makeHistory } from '../support/make-history.ts';

const WALL = Date.parse('2026-01-01T00:00:00Z');
const SHARD = shardOf('c1');

interface World {
  readonly flushes: string[];
  readonly sweptAt: number[];
  progress: ReplayProgress | undefined;
  /** Instants at which something about the one customer is due. */
  due: number[];
  /** Whether what runs daily leaves something due. */
  dailyMakesDue: boolean;
  /** What happened, in order. */
  readonly log: string[];
}

const makeWorld = (due: number[] = []): World => ({
  progress: undefined,
  due,
  dailyMakesDue: false,
  log: [],
  flushes: [],
  sweptAt: [],
});

/** A runtime in which a sweep settles one due instant at a time, and the bus takes everything. */
function setUp(world: World, options: { refuse?: string; crashAt?: number } = {}) {
  const clock = createLocalClock({ wallClock: () => WALL });
  const day = () => (clock.now() / DAY_MS).toFixed(1);
  const reject = () => Promise.reject(new Error('not used'));
  const table: Table = {
    consumed: { readUnits: 0, writeUnits: 0 },
    get: reject,
    getMany: reject,
    transact: reject,
    query: reject,
    audience: reject,
    scan: reject,
    due: async (shard, before) => {
      const items = world.due.filter((at) => shard === SHARD && at <= before);
      return { items: items.map((at) => ({ pk: 'customer#c1', sk: 'state', at })) };
    },
  };
  const published: BusEntry[] = [];
  const bus = {
    publish: async (entries: readonly BusEntry[]) => {
      published.push(...entries);
      world.log.push(`publish ${entries.length} at ${day()}`);
      return entries.map(({ detailType }) =>
        detailType === options.refuse
          ? { status: 'failed' as const, code: 'Bad', message: 'refused' }
          : { status: 'published' as const },
      );
    },
  };
  const runtime = {
    clock,
    flush: (when: string) => world.flushes.push(when),
    drain: async () => {
      if (options.crashAt !== undefined && clock.now() >= options.crashAt) throw new Error('killed');
    },
    fireSweeps: async () => {
      const settled = world.due.findIndex((at) => at <= clock.now());
      if (settled >= 0) world.due.splice(settled, 1);
      world.log.push(`sweep at ${day()}`);
      world.sweptAt.push(clock.now());
    },
    fireDaily: async () => {
      world.log.push(`daily at ${day()}`);
      if (world.dailyMakesDue) world.due.push(clock.now());
    },
  };
  const replay = (
    history: readonly HistoricEvent[],
    more: Pick<Parameters<typeof replayHistory>[0], 'until' | 'isBroadcastPending'> & {
      source?: string;
    } = {},
  ) => {
    async function* read() {
      yield* history;
    }
    return replayHistory({
      runtime,
      bus,
      table,
      source: 'orders.csv',
      history: read(),
      progress: {
        load: async () => world.progress,
        save: async (progress) => {
          world.progress = progress;
        },
      },
      ...more,
    });
  };
  return { clock, published, replay };
}

describe('replaying history', () => {
  it('publishes events as an import, at the time they were received', async () => {
    const { published, replay } = setUp(makeWorld());
    expect(await replay(makeHistory(1999, 5000))).toEqual({ published: 2, at: 5000 });
    expect(published).toMatchObject([
      { source: 'shop.import', detailType: 'order.placed', detail: { id: 'e1' }, time: 1000 },
      { source: 'shop.import', detailType: 'order.placed', detail: { id: 'e2' }, time: 5000 },
    ]);
  });

  it('sweeps after each step, and again for as long as anything is due', async () => {
    const world = makeWorld([DAY_MS / 2, DAY_MS / 2]);
    await setUp(world).replay(makeHistory(1, 1.5 * DAY_MS));
    expect(world.log).toEqual([
      'publish 1 at 1.0',
      'sweep at 1.0',
      'sweep at 1.0',
      'publish 1 at 1.5',
      'sweep at 1.5',
      'daily at 1.5',
      'sweep at 1.5',
    ]);
  });

  it('passes over the days of a gap on which nothing is due', async () => {
    const world = makeWorld([3.5 * DAY_MS]);
    await setUp(world).replay(makeHistory(1, 10 * DAY_MS));
    expect(world.log).toEqual([
      'publish 1 at 1.0',
      'sweep at 1.0',
      'sweep at 4.0',
      'publish 1 at 10.0',
      'sweep at 10.0',
      'daily at 10.0',
      'sweep at 10.0',
    ]);
  });

  it('does not pass over a day on which a broadcast has something to do, and sweeps until it is through', async () => {
    const world = makeWorld();
    let runs = 2;
    const asked: [number, number][] = [];
    const isBroadcastPending = async (since: number, now: number) => {
      asked.push([since / DAY_MS, now / DAY_MS]);
      if (now < 3 * DAY_MS) return false;
      runs -= 1;
      return runs >= 0;
    };
    await setUp(world).replay(makeHistory(1, 10 * DAY_MS), { isBroadcastPending });
    expect(world.log.slice(0, 6)).toEqual([
      'publish 1 at 1.0',
      'sweep at 1.0',
      'sweep at 3.0',
      'sweep at 3.0',
      'publish 1 at 10.0',
      'sweep at 10.0',
    ]);
    for (const [since, now] of asked) expect(since).toBeLessThanOrEqual(now);
  });

  it('runs what runs daily where a quarter begins and at the end, and sweeps what it leaves due', async () => {
    const world = { ...makeWorld(), dailyMakesDue: true };
    await setUp(world).replay(makeHistory(88.8 * DAY_MS, 90 * DAY_MS, 90.5 * DAY_MS), {
      until: 182 * DAY_MS,
    });
    expect(world.log).toEqual([
      'publish 1 at 89.8',
      'sweep at 89.8',
      'publish 1 at 90.0',
      'sweep at 90.0',
      'daily at 90.0',
      'sweep at 90.0',
      'publish 1 at 90.5',
      'sweep at 90.5',
      'sweep at 181.0',
      'daily at 181.0',
      'sweep at 181.0',
      'daily at 182.0',
      'sweep at 182.0',
    ]);
    expect(world.due).toEqual([]);
  });

  it('lets a minute pass after it, in which the functions forget what they knew, and goes on from there', async () => {
    const world = { ...makeWorld(), dailyMakesDue: true };
    await setUp(world).replay(makeHistory(90 * DAY_MS - 1, 90 * DAY_MS + 10_000));
    const settledAt = 90 * DAY_MS + RULES_SETTLE_MS;
    expect(world.sweptAt).toEqual([90 * DAY_MS, 90 * DAY_MS, settledAt, settledAt]);
  });

  it('runs it once where history ends as a quarter begins, and not for no history', async () => {
    const world = makeWorld();
    await setUp(world).replay(makeHistory(89.5 * DAY_MS, 90 * DAY_MS), { until: 90 * DAY_MS });
    expect(world.log.filter((line) => line.startsWith('daily'))).toEqual(['daily at 90.0']);
    const nothing = makeWorld();
    await setUp(nothing).replay([]);
    expect(nothing.log).toEqual([]);
  });

  it('runs it at the quarter’s beginning after a kill there, before anything later', async () => {
    const world = makeWorld();
    const history = makeHistory(89.5 * DAY_MS, 90.5 * DAY_MS);
    await expect(setUp(world, { crashAt: 90 * DAY_MS }).replay(history)).rejects.toThrow('killed');
    world.log.length = 0;
    await setUp(world).replay(history);
    expect(world.log).toEqual([
      'publish 1 at 90.0',
      'sweep at 90.0',
      'daily at 90.0',
      'sweep at 90.0',
      'publish 1 at 90.5',
      'sweep at 90.5',
      'daily at 90.5',
      'sweep at 90.5',
    ]);
  });

  it('runs it at the end after a kill while it ran there', async () => {
    const world = {
      ...makeWorld(),
      progress: { phase: 'replaying', source: 'orders.csv', published: 1, clockAt: 9_000 },
    } satisfies World;
    await setUp(world).replay(makeHistory(5_000), { until: 9_000 });
    expect(world.log).toEqual(['daily at 0.0', 'sweep at 0.0']);
  });

  it('lets the clock go on in real time from the end', async () => {
    const world = makeWorld();
    const { clock, replay } = setUp(world);
    expect(await replay(makeHistory(1), { until: 2 * DAY_MS })).toMatchObject({ at: 2 * DAY_MS });
    expect(clock.now()).toBe(2 * DAY_MS);
    expect(world.progress).toMatchObject({ phase: 'live', published: 1, clockOffsetMs: 2 * DAY_MS - WALL });
  });

  it('flushes every commit again from the end on, also where it fails', async () => {
    const world = makeWorld();
    await setUp(world).replay(makeHistory(0));
    await expect(setUp(makeWorld(), { crashAt: 0 }).replay(makeHistory(0))).rejects.toThrow('killed');
    expect(world.flushes).toEqual(['now-and-then', 'every-commit']);
  });

  it('goes on after a kill with the step that was not done', async () => {
    const world = makeWorld();
    const history = makeHistory(0, 1.5 * DAY_MS, 3 * DAY_MS);
    await expect(setUp(world, { crashAt: 1.5 * DAY_MS }).replay(history)).rejects.toThrow('killed');
    const { published, replay } = setUp(world);
    expect(await replay(history)).toMatchObject({ published: 3, at: 3 * DAY_MS });
    expect(published.map(({ detail }) => detail)).toMatchObject([{ id: 'e2' }, { id: 'e3' }]);
  });

  it('does nothing again once it is done, but sets the clock', async () => {
    const world = makeWorld();
    await setUp(world).replay(makeHistory(5000));
    const { clock, published, replay } = setUp(world);
    expect(await replay(makeHistory(5000))).toMatchObject({ published: 1 });
    expect(published).toEqual([]);
    expect(clock.now()).toBe(5000);
  });

  it('refuses another history over the same data', async () => {
    const world = makeWorld();
    await setUp(world).replay(makeHistory(0));
    await expect(setUp(world).replay(makeHistory(0), { source: 'other.csv' })).rejects.toMatchObject({
      code: 'LOCAL.REPLAY',
      message: expect.stringContaining('"orders.csv"'),
    });
  });

  it('stops where the bus refuses an event, and names it', async () => {
    const { replay } = setUp(makeWorld(), { refuse: 'order.placed' });
    await expect(replay(makeHistory(0))).rejects.toMatchObject({ message: expect.stringContaining('e1') });
  });
});
