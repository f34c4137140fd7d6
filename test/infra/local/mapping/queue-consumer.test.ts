import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { drainPace } from '../../../../infra/local/mapping/pace.ts';
import { createQueueConsumer } from '../../../../infra/local/mapping/queue-consumer.ts';
import type { QueueMapping } from '../../../../infra/local/template/local-topology.ts';
import { createMemoryQueueService } from '../support/memory-queue-service.ts';

const baseMapping: QueueMapping = {
  kind: 'queue',
  id: 'Stack/Mapping',
  functionArn: 'arn:decide',
  queueArn: 'arn:inputs',
  batchSize: 10,
  batchingWindowSeconds: 300,
  reportsBatchItemFailures: true,
  filters: [],
};

async function setUp(
  handle: (event: SQSEvent) => unknown,
  change: Partial<QueueMapping> = {},
  concurrency = 1,
) {
  const service = createMemoryQueueService();
  await service.create({ name: 'dlq', visibilityTimeoutSeconds: 30, retentionSeconds: 60 });
  const { url } = await service.create({
    name: 'inputs',
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 60,
    redrive: { deadLetterQueue: 'dlq', maxReceiveCount: 3 },
  });
  const batches: string[][] = [];
  const failures: { records: readonly string[]; reason: string }[] = [];
  const consumer = createQueueConsumer({
    mapping: { ...baseMapping, ...change },
    service,
    url,
    visibilityTimeoutSeconds: 30,
    region: 'us-east-1',
    concurrency,
    report: (failure) => failures.push(failure),
    invoke: async (_, event) => {
      batches.push(event.Records.map(({ body }) => body));
      return await handle(event);
    },
  });
  const send = (...bodies: string[]) =>
    service.queue(url).send(bodies.map((body) => ({ body, groupId: 'g' })));
  const drain = async () => {
    while ((await consumer.poll(drainPace)) > 0);
  };
  return { service, url, consumer, batches, failures, send, drain };
}

describe('a queue read by a function', () => {
  it('is invoked with batches of at most the batch size, in an SQS event, and never waits in a drain', async () => {
    const events: SQSEvent[] = [];
    const { send, drain, batches, service } = await setUp((event) => void events.push(event), {
      batchSize: 2,
    });
    await send('a', 'b', 'c');
    await drain();
    expect(batches).toEqual([['a', 'b'], ['c']]);
    expect(events[0]?.Records[0]).toMatchObject({
      messageId: 'm1',
      body: 'a',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:inputs',
      attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'g' },
    });
    expect(service.bodies('inputs')).toEqual([]);
  });

  it('gives the whole batch again after a throw, and then deletes it', async () => {
    let calls = 0;
    const { send, drain, batches, failures, service } = await setUp(() => {
      calls += 1;
      if (calls === 1) throw new Error('first time\nwith a second line');
    });
    await send('a', 'b');
    await drain();
    expect(batches).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(failures).toEqual([
      { mapping: 'Stack/Mapping', records: ['m1', 'm2'], reason: 'Error: first time' },
    ]);
    expect(service.bodies('inputs')).toEqual([]);
  });

  it('gives only the reported failures again', async () => {
    const failing = new Set(['b']);
    const { send, drain, batches } = await setUp((event) => ({
      batchItemFailures: event.Records.filter(({ body }) => failing.delete(body)).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    }));
    await send('a', 'b', 'c');
    await drain();
    expect(batches).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('leaves a message that always fails to the dead-letter queue, and loses no other', async () => {
    const { send, drain, batches, service } = await setUp((event) => ({
      batchItemFailures: event.Records.filter(({ body }) => body === 'poison').map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    }));
    await send('a', 'poison');
    await drain();
    expect(batches).toEqual([['a', 'poison'], ['poison'], ['poison']]);
    expect(service.bodies('inputs')).toEqual([]);
    expect(service.bodies('dlq')).toEqual(['poison']);
  });

  it.each<[string, unknown]>([
    ['names a message that is not in the batch', { batchItemFailures: [{ itemIdentifier: 'other' }] }],
    ['names an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['is malformed', { batchItemFailures: 'all' }],
  ])('fails the batch where the response %s', async (_, response) => {
    const { send, consumer, service, url } = await setUp(() => response);
    await send('a', 'b');
    await consumer.poll(drainPace);
    expect(await service.counts(url)).toEqual({ visible: 2, inFlight: 0, delayed: 0 });
  });

  it('pays no heed to the response where the mapping does not ask for failures', async () => {
    const { send, drain, service } = await setUp(() => ({ batchItemFailures: [{ itemIdentifier: 'm1' }] }), {
      reportsBatchItemFailures: false,
    });
    await send('a');
    await drain();
    expect(service.bodies('inputs')).toEqual([]);
  });

  it('drops what the filter keeps out', async () => {
    const { send, drain, batches, service } = await setUp(() => undefined, {
      filters: [{ body: { type: ['order.placed'] } }],
    });
    await send('{"type":"order.placed"}', '{"type":"other"}', 'not json');
    await drain();
    expect(batches).toEqual([['{"type":"order.placed"}']]);
    expect(service.bodies('inputs')).toEqual([]);
  });

  it('compares the text where the filter gives a list for the body', async () => {
    const { send, drain, batches } = await setUp(() => undefined, { filters: [{ body: ['ping'] }] });
    await send('ping', 'pong');
    await drain();
    expect(batches).toEqual([['ping']]);
  });

  it('runs side by side within the MaximumConcurrency of the mapping', async () => {
    expect((await setUp(() => undefined, { maximumConcurrency: 2 }, 4)).consumer.lanes).toBe(2);
    expect((await setUp(() => undefined, {}, 4)).consumer.lanes).toBe(4);
  });
});

describe('a queue in real time', () => {
  const realTime = (pause: () => Promise<void>) => ({ waits: true, pause });

  it('waits for a batch to fill, and goes on when it is full', async () => {
    const { send, consumer, batches } = await setUp(() => undefined, { batchSize: 3 });
    await send('a');
    await consumer.poll(realTime(() => send('b')));
    expect(batches).toEqual([['a', 'b', 'b']]);
  });

  it('holds a failed batch back, and gives it up at once for a drain', async () => {
    const { send, consumer, service, url } = await setUp(
      () => {
        throw new Error('down');
      },
      { batchSize: 1 },
    );
    await send('a');
    await consumer.poll(realTime(async () => undefined));
    expect(await service.counts(url)).toMatchObject({ visible: 0, inFlight: 1 });
    await consumer.releaseHeld();
    expect(await service.counts(url)).toMatchObject({ visible: 1, inFlight: 0 });
  });
});
