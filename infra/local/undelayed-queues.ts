import type { Instant } from '../../shared/domain/instant.ts';
import type { Clock, QueueMessage } from '../../shared/ports.ts';
import type { QueueService } from './queue-service.ts';

/**
 * The same queues, which deliver at once for as long as `isTimeHeld` says so: a delay is one of the wall clock, and in a history
 * that is lived through as fast as the machine allows nobody would wait for it. What comes again with a
 * delay before the clock has moved on by it waits for time to pass, which it does not: it keeps its delay, or it would go round for
 * ever.
 */
export function undelayedQueues(
  service: QueueService,
  isTimeHeld: () => boolean,
  clock: Clock,
): QueueService {
  const sentBefore = new Map<string, Instant>();

  const withoutDelay = (url: string, message: QueueMessage): QueueMessage => {
    if (message.delaySeconds === undefined || message.delaySeconds === 0) return message;
    const key = `${url}\n${message.body}`;
    const sentAt = sentBefore.get(key);
    if (sentAt !== undefined && clock.now() - sentAt < message.delaySeconds * 1000) return message;
    sentBefore.set(key, clock.now());
    return { ...message, delaySeconds: 0 };
  };

  return {
    ...service,
    queue: (url) => {
      const queue = service.queue(url);
      return {
        depth: () => queue.depth(),
        send: async (messages) => {
          if (!isTimeHeld()) {
            sentBefore.clear();
            return await queue.send(messages);
          }
          await queue.send(messages.map((message) => withoutDelay(url, message)));
        },
      };
    },
  };
}
