import { PerennialError } from '../../shared/perennial-error.ts';
import type { Queue } from '../../shared/ports.ts';
import type { QueueCounts, QueueService } from './queue-service.ts';
import type { QueueResource } from './template/local-topology.ts';

interface LocalQueue extends QueueResource {
  /** Where the queue service has it. */
  readonly serviceUrl: string;
}

/** The template's queues, found by what the template calls them. */
export interface LocalQueues {
  byArn(arn: string): LocalQueue;
  /** The sending side; sending wakes the consumers. */
  senderByUrl(url: string): Queue;
  senderByArn(arn: string): Queue;
  /** By queue name. */
  counts(): Promise<Readonly<Record<string, QueueCounts>>>;
}

const unknownQueue = (name: string): PerennialError =>
  new PerennialError('LOCAL.QUEUE', { message: `There is no queue ${name} in the templates.` });

/** Makes the queues, dead-letter queues first, and takes back what a killed run had in flight. */
export async function createLocalQueues(
  resources: readonly QueueResource[],
  service: QueueService,
  onSend: () => void,
): Promise<LocalQueues> {
  const names = new Map(resources.map(({ arn, name }) => [arn, name]));
  const queues: LocalQueue[] = [];
  const deadLettersFirst = resources.toSorted(
    (one, other) => Number(one.redrive !== undefined) - Number(other.redrive !== undefined),
  );
  for (const resource of deadLettersFirst) {
    const { redrive } = resource;
    const deadLetterQueue = redrive && names.get(redrive.deadLetterQueueArn);
    if (redrive !== undefined && deadLetterQueue === undefined)
      throw unknownQueue(redrive.deadLetterQueueArn);
    const { url } = await service.create({
      name: resource.name,
      visibilityTimeoutSeconds: resource.visibilityTimeoutSeconds,
      retentionSeconds: resource.retentionSeconds,
      ...(redrive !== undefined &&
        deadLetterQueue !== undefined && {
          redrive: { deadLetterQueue, maxReceiveCount: redrive.maxReceiveCount },
        }),
    });
    queues.push({ ...resource, serviceUrl: url });
  }
  await service.recover();

  const sender = (queue: LocalQueue | undefined, name: string): Queue => {
    if (queue === undefined) throw unknownQueue(name);
    const target = service.queue(queue.serviceUrl);
    return {
      depth: () => target.depth(),
      send: async (messages) => {
        await target.send(messages);
        onSend();
      },
    };
  };
  const byUrl = new Map(queues.map((queue) => [queue.url, queue]));
  const byArn = new Map(queues.map((queue) => [queue.arn, queue]));
  return {
    byArn: (arn) => {
      const queue = byArn.get(arn);
      if (queue === undefined) throw unknownQueue(arn);
      return queue;
    },
    senderByUrl: (url) => sender(byUrl.get(url), url),
    senderByArn: (arn) => sender(byArn.get(arn), arn),
    counts: async () =>
      Object.fromEntries(
        await Promise.all(
          queues.map(async ({ name, serviceUrl }) => [name, await service.counts(serviceUrl)]),
        ),
      ),
  };
}
