import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Clock, Queue } from '../../../shared/ports.ts';
import type { ChangeBatch, ChangeFeed, FeedPositions } from '../change-feed.ts';
import type { StreamMapping } from '../template/local-topology.ts';
import { type BatchOutcome, readBatchResponse } from './batch-item-failures.ts';
import { fillBatch } from './batching-window.ts';
import type { Consumer, FailureReport } from './consumer.ts';
import { createdAtMs, describeFailedRecords, sequenceOf } from './failed-records.ts';
import { failureReason } from './failure-reason.ts';
import type { FeedTrimmer } from './feed-trimmer.ts';
import type { Pace } from './pace.ts';
import { createRecordFilter } from './record-filter.ts';
import { createStreamPositionStore, type OpenWindow, type StreamPosition } from './stream-position.ts';
import { takeThrough } from './stream-retry.ts';

/** What Lambda adds to the event where the mapping has a tumbling window. */
interface WindowedStreamEvent extends DynamoDBStreamEvent {
  readonly window: { readonly start: string; readonly end: string };
  readonly state: unknown;
  readonly shardId: string;
  readonly eventSourceARN: string;
  readonly isFinalInvokeForWindow: boolean;
  readonly isWindowTerminatedEarly: boolean;
}

interface StreamConsumerOptions {
  readonly mapping: StreamMapping;
  readonly feed: ChangeFeed;
  readonly positions: FeedPositions;
  readonly trimmer: FeedTrimmer;
  readonly invoke: (
    functionArn: string,
    event: DynamoDBStreamEvent | WindowedStreamEvent,
  ) => Promise<unknown>;
  readonly onFailureQueue?: Queue;
  readonly report: FailureReport;
  readonly clock: Clock;
}

const SKIP_BATCH = 1000;

/** Reads a table's stream for a function the way an event source mapping of Lambda does. */
export function createStreamConsumer(options: StreamConsumerOptions): Consumer {
  const { mapping, feed, trimmer } = options;
  const windowMs = (mapping.tumblingWindowSeconds ?? 0) * 1000;
  const passes = createRecordFilter(mapping.filters);
  const store = createStreamPositionStore(options.positions, mapping.id);
  let position: StreamPosition | undefined;

  const save = async (next: StreamPosition): Promise<void> => {
    await store.save(next);
    position = next;
  };

  /** The first start of a consumer that begins at the latest record passes over what is there. */
  const skipToLatest = async (): Promise<StreamPosition> => {
    let cursor: string | undefined;
    for (;;) {
      const batch: ChangeBatch = await feed.read(cursor, SKIP_BATCH);
      if (batch.records.length === 0) return { cursor: batch.cursor };
      cursor = batch.cursor;
    }
  };

  const currentPosition = async (): Promise<StreamPosition> => {
    if (position !== undefined) return position;
    const stored = await store.load();
    const isFirstStart = stored.cursor === undefined;
    if (isFirstStart && mapping.startingPosition === 'LATEST') await save(await skipToLatest());
    position ??= stored;
    return position;
  };

  /** A feed that gives no time of the change counts it to the window in which it is read. */
  const windowOf = (record: DynamoDBRecord): number =>
    Math.floor((createdAtMs(record) ?? options.clock.now()) / windowMs) * windowMs;

  const windowedEvent = (
    window: OpenWindow,
    records: DynamoDBRecord[],
    isFinal: boolean,
  ): WindowedStreamEvent => ({
    Records: records,
    window: { start: new Date(window.start).toISOString(), end: new Date(window.end).toISOString() },
    state: window.state,
    shardId: feed.shardId,
    eventSourceARN: mapping.streamArn,
    isFinalInvokeForWindow: isFinal,
    isWindowTerminatedEarly: false,
  });

  const stateOf = (response: unknown): unknown =>
    typeof response === 'object' && response !== null && 'state' in response ? response.state : {};

  const run = async (window: OpenWindow | undefined, records: readonly DynamoDBRecord[]) => {
    const passing = records.filter(passes);
    if (passing.length === 0) return { outcome: { status: 'succeeded' }, window } satisfies RunResult;
    const event = window === undefined ? { Records: passing } : windowedEvent(window, passing, false);
    try {
      const response = await options.invoke(mapping.functionArn, event);
      const outcome = mapping.reportsBatchItemFailures
        ? readBatchResponse(response, passing.map(sequenceOf))
        : ({ status: 'succeeded' } as const);
      const next = window === undefined ? undefined : { ...window, state: stateOf(response) };
      return { outcome, window: next } satisfies RunResult;
    } catch (error) {
      return { outcome: { status: 'failed', reason: failureReason(error) }, window } satisfies RunResult;
    }
  };

  /** Closes the open window where there is one: the function gets its state a last time. */
  const closeWindow = async (window: OpenWindow, cursor: string | undefined): Promise<boolean> => {
    try {
      await options.invoke(mapping.functionArn, windowedEvent(window, [], true));
    } catch (error) {
      options.report({ mapping: mapping.id, records: [], reason: failureReason(error) });
      return false;
    }
    await save({ cursor });
    return true;
  };

  const readBatch = async (cursor: string | undefined, pace: Pace): Promise<ChangeBatch> => {
    const read = (): Promise<ChangeBatch> => feed.read(cursor, mapping.batchSize);
    const batch = await fillBatch(mapping, pace, await read(), {
      count: ({ records }) => records.length,
      more: read,
    });
    if (windowMs === 0) return batch;
    // A batch holds records of one window only.
    const [first] = batch.records;
    const inWindow = batch.records.findIndex(
      (record) => first !== undefined && windowOf(record) !== windowOf(first),
    );
    return inWindow <= 0 ? batch : await feed.read(cursor, inWindow);
  };

  const poll = async (pace: Pace): Promise<number> => {
    const start = await currentPosition();
    const batch = await readBatch(start.cursor, pace);
    const [first] = batch.records;
    if (first === undefined) {
      if (start.window === undefined || options.clock.now() < start.window.end) return 0;
      return (await closeWindow(start.window, start.cursor)) ? 1 : 0;
    }
    let window = start.window;
    if (windowMs > 0 && window !== undefined && window.start !== windowOf(first)) {
      return (await closeWindow(window, start.cursor)) ? 1 : 0;
    }
    if (windowMs > 0) window ??= { start: windowOf(first), end: windowOf(first) + windowMs, state: {} };

    let done = 0;
    await takeThrough(batch.records, pace, {
      mapping,
      report: options.report,
      run: async (records) => {
        const result = await run(window, records);
        window = result.window;
        return result.outcome;
      },
      settled: async (records) => {
        done += records.length;
        const isWhole = done === batch.records.length;
        const { cursor } = isWhole ? batch : await feed.read(start.cursor, done);
        await save({ cursor, window });
        const last = records.at(-1);
        if (last !== undefined) trimmer.passed(mapping.id, sequenceOf(last), cursor);
      },
      giveUp: async (records, attempts) => {
        await options.onFailureQueue?.send([
          { body: describeFailedRecords(mapping, feed.shardId, records, attempts) },
        ]);
      },
    });
    await trimmer.trim();
    return done;
  };

  return { id: mapping.id, lanes: 1, poll, releaseHeld: async () => undefined };
}

interface RunResult {
  readonly outcome: BatchOutcome;
  readonly window: OpenWindow | undefined;
}
