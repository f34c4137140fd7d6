import type { QueueService } from './queue-service.ts';

/**
 * The same queues, which deliver at once for as long as `isTimeHeld` says so: a delay is one of the wall clock, and in a history
 * that is lived through as fast as the machine allows nobody would wait for it.
 */
export function undelayedQueues(service: QueueService, isTimeHeld: () => boolean): QueueService {
  return {
    ...service,
    queue: (url) => {
      const queue = service.queue(url);
      return {
        depth: () => queue.depth(),
        send: (messages) =>
          queue.send(isTimeHeld() ? messages.map((message) => ({ ...message, delaySeconds: 0 })) : messages),
      };
    },
  };
}
