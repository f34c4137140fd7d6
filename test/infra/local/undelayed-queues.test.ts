import { describe, expect, it } from 'vitest';
import { undelayedQueues } from '../../../infra/local/undelayed-queues.ts';
import { createMemoryQueueService } from './support/memory-queue-service.ts';

async function opened() {
  let isTimeHeld = true;
  let now = 0;
  const clock = { now: () => now };
  const service = undelayedQueues(createMemoryQueueService(), () => isTimeHeld, clock);
  const { url } = await service.create({
    name: 'orders',
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 3600,
  });
  const queue = service.queue(url);
  const take = async () => {
    const received = await service.receive(url, 10);
    await service.delete(
      url,
      received.map(({ receiptHandle }) => receiptHandle),
    );
    return received.map(({ body }) => body);
  };
  const moveOn = (seconds: number) => {
    now += seconds * 1000;
  };
  return { queue, take, moveOn, letTimeRun: () => (isTimeHeld = false) };
}

describe('queues while a history is lived through', () => {
  it('give a delayed message at once', async () => {
    const { queue, take } = await opened();
    await queue.send([{ body: 'a', delaySeconds: 60 }, { body: 'b' }]);
    expect(await take()).toEqual(['a', 'b']);
  });

  it('let one that comes again with a delay wait, so that it does not go round for ever', async () => {
    const { queue, take } = await opened();
    await queue.send([{ body: 'a', delaySeconds: 60 }]);
    await take();
    await queue.send([{ body: 'a', delaySeconds: 60 }]);
    expect(await take()).toEqual([]);
    await queue.send([{ body: 'b', delaySeconds: 60 }]);
    expect(await take()).toEqual(['b']);
  });

  it('give it again at once when the clock has moved on by its delay', async () => {
    const { queue, take, moveOn } = await opened();
    await queue.send([{ body: 'a', delaySeconds: 60 }]);
    await take();
    moveOn(59);
    await queue.send([{ body: 'a', delaySeconds: 60 }]);
    expect(await take()).toEqual([]);
    moveOn(1);
    await queue.send([{ body: 'a', delaySeconds: 60 }]);
    expect(await take()).toEqual(['a']);
  });

  it('delay in real time afterwards', async () => {
    const { queue, take, letTimeRun } = await opened();
    letTimeRun();
    await queue.send([{ body: 'a', delaySeconds: 60 }]);
    expect(await take()).toEqual([]);
  });
});
