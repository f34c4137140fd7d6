import { afterAll, describe, expect, it } from 'vitest';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteQueueService } from '../../../../infra/local/sqlite/sqlite-queue-service.ts';
import { describeQueueService } from '../../../contracts/queue-contract.ts';

const database = openLocalDatabase(':memory:');
afterAll(() => database.close());

describeQueueService('SQLite', async () => createSqliteQueueService(database));

/** A service whose clock stands until it is moved. */
async function createAt(start: number) {
  const clock = { now: start };
  const service = createSqliteQueueService(openLocalDatabase(':memory:'), () => clock.now);
  const { url } = await service.create({
    name: 'inputs',
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 3_600,
  });
  return { clock, service, url, queue: service.queue(url) };
}

describe('the SQLite queues over time', () => {
  it('give a message again when its visibility timeout has passed, and then void the old handle', async () => {
    const { clock, service, url, queue } = await createAt(1_000_000);
    await queue.send([{ body: 'a' }]);
    const [first] = await service.receive(url, 1);
    clock.now += 29_999;
    expect(await service.receive(url, 1)).toEqual([]);
    clock.now += 1;
    const [second] = await service.receive(url, 1);
    expect(second?.receiveCount).toBe(2);
    await service.delete(url, [first?.receiptHandle ?? '']);
    expect(await queue.depth()).toBe(1);
    await service.delete(url, [second?.receiptHandle ?? '']);
    expect(await queue.depth()).toBe(0);
  });

  it('hide a delayed message until its time', async () => {
    const { clock, service, url, queue } = await createAt(1_000_000);
    await queue.send([{ body: 'later', delaySeconds: 10 }]);
    clock.now += 9_999;
    expect(await service.receive(url, 1)).toEqual([]);
    clock.now += 1;
    expect(await service.receive(url, 1)).toHaveLength(1);
  });

  it('let go of messages older than they are kept', async () => {
    const { clock, service, url, queue } = await createAt(1_000_000);
    await queue.send([{ body: 'old' }]);
    await queue.send([{ body: 'tried', delaySeconds: 900 }]);
    clock.now += 900_000;
    const tried = await service.receive(url, 2);
    await service.release(
      url,
      tried.map(({ receiptHandle }) => receiptHandle),
    );
    clock.now += 2_700_001;
    await queue.send([{ body: 'new' }]);
    expect((await service.receive(url, 10)).map(({ body }) => body)).toEqual(['new']);
    expect(await queue.depth()).toBe(1);
  });

  it('make everything in flight visible on recovery, and leave delays alone', async () => {
    const { service, url, queue } = await createAt(1_000_000);
    await queue.send([{ body: 'a' }, { body: 'later', delaySeconds: 60 }]);
    await service.receive(url, 1);
    await service.recover();
    expect(await service.counts(url)).toEqual({ visible: 1, inFlight: 0, delayed: 1 });
    expect(await service.receive(url, 1)).toMatchObject([{ body: 'a', receiveCount: 2 }]);
  });

  it('give what a killed run held in its old place, before what was sent in the same millisecond', async () => {
    const { service, url, queue } = await createAt(1_000_000);
    await queue.send(['a', 'b', 'c', 'd'].map((body) => ({ body })));
    await service.receive(url, 2);
    await service.recover();
    expect((await service.receive(url, 4)).map(({ body }) => body)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('put a message that comes back behind those that wait', async () => {
    const { clock, service, url, queue } = await createAt(1_000_000);
    await queue.send([{ body: 'failing' }, { body: 'waiting' }]);
    const [failing] = await service.receive(url, 1);
    clock.now += 1;
    await service.release(url, [failing?.receiptHandle ?? '']);
    expect((await service.receive(url, 2)).map(({ body }) => body)).toEqual(['waiting', 'failing']);
  });

  it('refuse a queue that nobody made, by name', async () => {
    const { service } = await createAt(0);
    await expect(service.receive('https://queue.invalid/other', 1)).rejects.toMatchObject({
      code: 'QUEUE.UNKNOWN',
    });
  });
});
