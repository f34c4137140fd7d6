import { beforeAll, describe, expect, it } from 'vitest';
import type { QueueService, QueueSettings } from '../../infra/local/queue-service.ts';

const settings = (name: string, extra: Partial<QueueSettings> = {}): QueueSettings => ({
  name,
  visibilityTimeoutSeconds: 60,
  retentionSeconds: 4 * 86_400,
  ...extra,
});

/** What an emulator cannot do that the service it stands for can. */
interface EmulatorLimits {
  /** Refuses characters above U+FFFF, which SQS takes. */
  readonly basicPlaneOnly?: boolean;
  /** Forgets the group of a message in a standard queue. */
  readonly withoutGroups?: boolean;
}

/** What every `QueueService`, and the `Queue` that it hands out, does. Each test makes queues of its own. */
export function describeQueueService(
  name: string,
  create: () => Promise<QueueService>,
  limits: EmulatorLimits = {},
): void {
  const text = limits.basicPlaneOnly ? '小红 é' : '小红 🎁';
  const keptGroup = (groupId: string) => (limits.withoutGroups ? undefined : groupId);

  describe(`${name}: queues`, () => {
    let service: QueueService;
    let serial = 0;

    beforeAll(async () => {
      service = await create();
    });

    const freshName = (): string => {
      serial += 1;
      return `inputs-${serial}`;
    };

    const fresh = async (extra: Partial<QueueSettings> = {}) => {
      const { url } = await service.create(settings(freshName(), extra));
      return { url, queue: service.queue(url) };
    };

    const receiveAll = async (url: string) => {
      const bodies: string[] = [];
      for (;;) {
        const messages = await service.receive(url, 10);
        if (messages.length === 0) return bodies;
        bodies.push(...messages.map(({ body }) => body));
      }
    };

    it('gives what was sent, once, oldest first, until it is deleted', async () => {
      const { url, queue } = await fresh();
      await queue.send([{ body: '{"id":1}' }]);
      await queue.send([{ body: text, groupId: 'campaign-1' }]);
      const received = await service.receive(url, 10);
      expect(received.map(({ body, groupId, receiveCount }) => ({ body, groupId, receiveCount }))).toEqual([
        { body: '{"id":1}', groupId: undefined, receiveCount: 1 },
        { body: text, groupId: keptGroup('campaign-1'), receiveCount: 1 },
      ]);
      expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(2);
      expect(Math.abs(Date.now() - (received[0]?.sentAt ?? 0))).toBeLessThan(60_000);
      expect(await service.receive(url, 10)).toEqual([]);
      await service.delete(
        url,
        received.map(({ receiptHandle }) => receiptHandle),
      );
      expect(await service.counts(url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    });

    it('stores every message of a large send, and nothing for an empty one', async () => {
      const { url, queue } = await fresh();
      const bodies = Array.from({ length: 137 }, (_, position) => `message ${position}`);
      await queue.send([]);
      await queue.send(bodies.map((body) => ({ body })));
      expect(await queue.depth()).toBe(137);
      expect((await receiveAll(url)).toSorted()).toEqual(bodies.toSorted());
      expect(await queue.depth()).toBe(137);
    });

    it('gives at most as many as were asked for', async () => {
      const { url, queue } = await fresh();
      await queue.send(Array.from({ length: 30 }, (_, position) => ({ body: String(position) })));
      expect(await service.receive(url, 25)).toHaveLength(25);
      expect(await service.receive(url, 25)).toHaveLength(5);
    });

    it('counts what waits, what is in flight and what is delayed', async () => {
      const { url, queue } = await fresh();
      await queue.send([{ body: 'a' }, { body: 'b' }, { body: 'c' }, { body: 'later', delaySeconds: 900 }]);
      await service.receive(url, 1);
      expect(await service.counts(url)).toEqual({ visible: 2, inFlight: 1, delayed: 1 });
      expect(await queue.depth()).toBe(4);
      expect(await receiveAll(url)).toEqual(['b', 'c']);
    });

    it('gives a released message again, and counts its receives', async () => {
      const { url, queue } = await fresh();
      await queue.send([{ body: 'a' }]);
      const [first] = await service.receive(url, 1);
      await service.release(url, [first?.receiptHandle ?? '']);
      const [second] = await service.receive(url, 1);
      expect(second).toMatchObject({ messageId: first?.messageId, body: 'a', receiveCount: 2 });
      expect(second?.receiptHandle).not.toBe(first?.receiptHandle);
    });

    it('moves a message received too often to the dead-letter queue, body and receive count kept', async () => {
      const deadLetterQueue = freshName();
      const { url: deadLetters } = await service.create(settings(deadLetterQueue));
      const { url, queue } = await fresh({ redrive: { deadLetterQueue, maxReceiveCount: 2 } });
      await queue.send([{ body: 'poison', groupId: 'g' }, { body: 'fine' }]);
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        const received = await service.receive(url, 10);
        const poison = received.find(({ body }) => body === 'poison');
        expect(poison?.receiveCount).toBe(attempt);
        const fine = received.filter(({ body }) => body === 'fine');
        await service.delete(
          url,
          fine.map(({ receiptHandle }) => receiptHandle),
        );
        await service.release(url, [poison?.receiptHandle ?? '']);
      }
      expect(await service.receive(url, 10)).toEqual([]);
      expect(await service.counts(url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
      const [dead] = await service.receive(deadLetters, 10);
      expect({ body: dead?.body, groupId: dead?.groupId }).toEqual({
        body: 'poison',
        groupId: keptGroup('g'),
      });
      expect(dead?.receiveCount).toBeGreaterThanOrEqual(2);
    });

    it('brings an existing queue to new settings and keeps what it holds', async () => {
      const queueName = freshName();
      const first = await service.create(settings(queueName));
      await service.queue(first.url).send([{ body: 'kept' }]);
      const second = await service.create(settings(queueName, { visibilityTimeoutSeconds: 0 }));
      expect(second.url).toBe(first.url);
      const receiveCount = async () => (await service.receive(second.url, 1))[0]?.receiveCount;
      expect(await receiveCount()).toBe(1);
      // Without a visibility timeout the message is there again at once, or a millisecond later.
      await expect.poll(receiveCount).toBeGreaterThan(1);
    });

    it('deletes and releases nothing without handles', async () => {
      const { url, queue } = await fresh();
      await queue.send([{ body: 'a' }]);
      await service.delete(url, []);
      await service.release(url, []);
      expect((await service.counts(url)).visible).toBe(1);
    });
  });
}
