import type { QueueService, QueueSettings } from '../../../../infra/local/queue-service.ts';
import type { QueueMessage } from '../../../../shared/ports.ts';

interface Stored {
  readonly messageId: string;
  readonly message: QueueMessage;
  receiveCount: number;
  state: 'visible' | 'inFlight' | 'delayed';
}

export interface MemoryQueueService extends QueueService {
  /** Bodies that a queue holds, in whatever state. */
  bodies(name: string): string[];
}

/** Queues in memory; what is in flight stays so until it is released, deleted or recovered. */
export function createMemoryQueueService(): MemoryQueueService {
  const queues = new Map<string, { settings: QueueSettings; messages: Stored[] }>();
  let serial = 0;
  const at = (url: string) => {
    const queue = queues.get(url.replace('memory:', ''));
    if (queue === undefined) throw new Error(`no queue ${url}`);
    return queue;
  };
  const add = (url: string, message: QueueMessage): void => {
    serial += 1;
    const state = (message.delaySeconds ?? 0) > 0 ? 'delayed' : 'visible';
    at(url).messages.push({ messageId: `m${serial}`, message, receiveCount: 0, state });
  };
  return {
    bodies: (name) => at(name).messages.map(({ message }) => message.body),
    create: async (settings) => {
      queues.set(settings.name, { settings, messages: queues.get(settings.name)?.messages ?? [] });
      return { url: `memory:${settings.name}` };
    },
    queue: (url) => ({
      send: async (messages) => {
        for (const message of messages) add(url, message);
      },
      depth: async () => at(url).messages.length,
    }),
    receive: async (url, max) => {
      const { settings, messages } = at(url);
      const received: Stored[] = [];
      for (const stored of [...messages]) {
        if (stored.state !== 'visible' || received.length === max) continue;
        if (settings.redrive !== undefined && stored.receiveCount >= settings.redrive.maxReceiveCount) {
          messages.splice(messages.indexOf(stored), 1);
          add(settings.redrive.deadLetterQueue, stored.message);
          continue;
        }
        stored.state = 'inFlight';
        stored.receiveCount += 1;
        received.push(stored);
      }
      return received.map(({ messageId, message, receiveCount }) => ({
        messageId,
        receiptHandle: messageId,
        body: message.body,
        receiveCount,
        sentAt: 0,
        ...(message.groupId !== undefined && { groupId: message.groupId }),
      }));
    },
    delete: async (url, handles) => {
      const queue = at(url);
      queue.messages = queue.messages.filter(({ messageId }) => !handles.includes(messageId));
    },
    release: async (url, handles) => {
      for (const stored of at(url).messages) if (handles.includes(stored.messageId)) stored.state = 'visible';
    },
    counts: async (url) => {
      const count = (state: Stored['state']) =>
        at(url).messages.filter((each) => each.state === state).length;
      return { visible: count('visible'), inFlight: count('inFlight'), delayed: count('delayed') };
    },
    recover: async () => {
      for (const { messages } of queues.values()) {
        for (const stored of messages) if (stored.state === 'inFlight') stored.state = 'visible';
      }
    },
  };
}
