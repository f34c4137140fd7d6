import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';
import { createFeedTrimmer } from '../../../../infra/local/mapping/feed-trimmer.ts';
import { drainPace } from '../../../../infra/local/mapping/pace.ts';
import { createStreamConsumer } from '../../../../infra/local/mapping/stream-consumer.ts';
import type { StreamMapping } from '../../../../infra/local/template/local-topology.ts';
import { createMemoryChangeFeed, createMemoryPositions, makeRecord } from '../support/memory-change-feed.ts';

const baseMapping: StreamMapping = {
  kind: 'stream',
  id: 'Stack/Dispatch',
  functionArn: 'arn:dispatch',
  streamArn: 'arn:stream',
  batchSize: 10,
  batchingWindowSeconds: 0,
  reportsBatchItemFailures: true,
  filters: [],
  startingPosition: 'TRIM_HORIZON',
  bisectsOnError: false,
};

type StreamEvent = DynamoDBStreamEvent & Readonly<Record<string, unknown>>;

const sequences = (event: DynamoDBStreamEvent) =>
  event.Records.map((record) => record.dynamodb?.SequenceNumber);

function setUp(
  handle: (sequenceNumbers: (string | undefined)[], event: StreamEvent) => unknown,
  change: Partial<StreamMapping> = {},
  stores = { feed: createMemoryChangeFeed(), positions: createMemoryPositions() },
) {
  const batches: (string | undefined)[][] = [];
  const failed: string[] = [];
  const clock = createLocalClock();
  clock.holdAt(0);
  const consumer = createStreamConsumer({
    mapping: { ...baseMapping, ...change },
    ...stores,
    clock,
    trimmer: createFeedTrimmer(stores.feed, ['Stack/Dispatch']),
    report: () => undefined,
    onFailureQueue: {
      depth: async () => failed.length,
      send: async (messages) => void failed.push(...messages.map(({ body }) => body)),
    },
    invoke: async (_, event) => {
      batches.push(sequences(event));
      return await handle(sequences(event), { ...event });
    },
  });
  const drain = async () => {
    while ((await consumer.poll(drainPace)) > 0);
  };
  return { ...stores, clock, consumer, batches, failed, drain };
}

describe('a stream read by a function', () => {
  it('is invoked in order, in batches, each record once', async () => {
    const { feed, drain, batches } = setUp(() => undefined, { batchSize: 2 });
    feed.append(makeRecord(1), makeRecord(2), makeRecord(3));
    await drain();
    feed.append(makeRecord(4));
    await drain();
    expect(batches).toEqual([['1', '2'], ['3'], ['4']]);
  });

  it('goes on where it stood after a restart', async () => {
    const first = setUp(() => undefined, { batchSize: 2 });
    first.feed.append(makeRecord(1), makeRecord(2), makeRecord(3));
    await first.consumer.poll(drainPace);
    const second = setUp(() => undefined, {}, { feed: first.feed, positions: first.positions });
    await second.drain();
    expect(second.batches).toEqual([['3']]);
  });

  it('gives a batch again to the next process where this one died before it was done', async () => {
    const first = setUp(() => new Promise(() => undefined));
    first.feed.append(makeRecord(1));
    void first.consumer.poll(drainPace);
    const second = setUp(() => undefined, {}, { feed: first.feed, positions: first.positions });
    await second.drain();
    expect(second.batches).toEqual([['1']]);
  });

  it('retries from the first failure that the function reports, and keeps what came before it', async () => {
    let failures = 2;
    const { feed, drain, batches } = setUp((numbers) => {
      if (!numbers.includes('3') || failures === 0) return undefined;
      failures -= 1;
      return { batchItemFailures: [{ itemIdentifier: '4' }, { itemIdentifier: '3' }] };
    });
    feed.append(...[1, 2, 3, 4, 5].map((number) => makeRecord(number)));
    await drain();
    expect(batches).toEqual([
      ['1', '2', '3', '4', '5'],
      ['3', '4', '5'],
      ['3', '4', '5'],
    ]);
  });

  it('splits a batch that fails until the bad record stands alone, and sends that one to the failure queue', async () => {
    const { feed, drain, batches, failed } = setUp(
      (numbers) => {
        if (numbers.includes('3')) throw new Error('bad record');
      },
      { bisectsOnError: true, maximumRetryAttempts: 1 },
    );
    feed.append(...[1, 2, 3, 4].map((number) => makeRecord(number)));
    await drain();
    expect(batches).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['4']]);
    expect(failed.map((body) => JSON.parse(body))).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', functionArn: 'arn:dispatch' },
        DDBStreamBatchInfo: {
          shardId: 'shard-1',
          startSequenceNumber: '3',
          endSequenceNumber: '3',
          batchSize: 1,
        },
      },
    ]);
  });

  it('stops a drain with an error where a batch fails for ever and no limit is set', async () => {
    const { feed, drain } = setUp(() => {
      throw new Error('always');
    });
    feed.append(makeRecord(1));
    await expect(drain()).rejects.toMatchObject({ code: 'LOCAL.STUCK' });
  });

  it('passes over what the filter keeps out', async () => {
    const { feed, positions, drain, batches } = setUp(() => undefined, {
      filters: [{ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'journal#' }] } } } }],
    });
    feed.append(
      makeRecord(1, { eventName: 'MODIFY' }),
      makeRecord(2),
      makeRecord(3, { eventName: 'REMOVE' }),
    );
    await drain();
    expect(batches).toEqual([['2']]);
    expect(await positions.get('Stack/Dispatch')).toContain('c3');
  });

  it('begins behind what is there where the mapping starts at the latest', async () => {
    const { feed, drain, batches } = setUp(() => undefined, { startingPosition: 'LATEST' });
    feed.append(makeRecord(1));
    await drain();
    feed.append(makeRecord(2));
    await drain();
    expect(batches).toEqual([['2']]);
  });

  it('leaves the rest of a batch for later where it is stopped between retries', async () => {
    const pace = {
      waits: true,
      pause: async () => {
        pace.waits = false;
      },
    };
    const { feed, consumer, batches, drain } = setUp(() => {
      if (pace.waits) throw new Error('down');
    });
    feed.append(makeRecord(1));
    expect(await consumer.poll(pace)).toBe(0);
    expect(batches).toEqual([['1']]);
    await drain();
    expect(batches).toEqual([['1'], ['1']]);
  });
});

describe('a stream with a tumbling window', () => {
  const inWindow = (sequence: number, seconds: number) =>
    makeRecord(sequence, {
      dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: seconds },
    });

  it('names the shard and the window, hands the state on, and closes the window when it is over', async () => {
    const events: StreamEvent[] = [];
    const { feed, clock, drain } = setUp(
      (numbers, event) => {
        events.push(event);
        return { state: { seen: [...(Object(event.state).seen ?? []), ...numbers] } };
      },
      { tumblingWindowSeconds: 60, batchSize: 2 },
    );
    feed.append(inWindow(1, 10), inWindow(2, 20), inWindow(3, 30), inWindow(4, 70));
    clock.holdAt(70_000);
    await drain();
    const first = { start: '1970-01-01T00:00:00.000Z', end: '1970-01-01T00:01:00.000Z' };
    const second = { start: '1970-01-01T00:01:00.000Z', end: '1970-01-01T00:02:00.000Z' };
    const shape = { shardId: 'shard-1', eventSourceARN: 'arn:stream', isWindowTerminatedEarly: false };
    expect(events).toMatchObject([
      { ...shape, window: first, state: {}, isFinalInvokeForWindow: false },
      { ...shape, window: first, state: { seen: ['1', '2'] }, isFinalInvokeForWindow: false },
      {
        ...shape,
        window: first,
        state: { seen: ['1', '2', '3'] },
        isFinalInvokeForWindow: true,
        Records: [],
      },
      { ...shape, window: second, state: {}, isFinalInvokeForWindow: false },
    ]);
    clock.holdAt(120_000);
    await drain();
    expect(events.at(-1)).toMatchObject({
      window: second,
      state: { seen: ['4'] },
      isFinalInvokeForWindow: true,
    });
    expect(events).toHaveLength(5);
  });

  it('keeps the state over a restart', async () => {
    const stores = { feed: createMemoryChangeFeed(), positions: createMemoryPositions() };
    const first = setUp(() => ({ state: { total: 1 } }), { tumblingWindowSeconds: 60 }, stores);
    stores.feed.append(inWindow(1, 10));
    await first.drain();
    const states: unknown[] = [];
    const second = setUp((_, event) => void states.push(event.state), { tumblingWindowSeconds: 60 }, stores);
    stores.feed.append(inWindow(2, 20));
    await second.drain();
    expect(states).toEqual([{ total: 1 }]);
  });
});

describe('trimming a feed', () => {
  it('waits for the slowest consumer', async () => {
    const feed = createMemoryChangeFeed();
    const trimmer = createFeedTrimmer(feed, ['fast', 'slow']);
    for (let sequence = 1; sequence <= 30; sequence += 1) {
      trimmer.passed('fast', String(sequence), `c${sequence}`);
    }
    await trimmer.trim();
    expect(feed.trimmedTo).toEqual([]);
    // 9 comes before 30 as a number, not as a text.
    trimmer.passed('slow', '9', 'c9');
    await trimmer.trim();
    expect(feed.trimmedTo).toEqual(['c9']);
  });
});
