import { PerennialError } from '../../shared/perennial-error.ts';
import type { LocalParts } from './local-parts.ts';
import type { LocalQueues } from './local-queues.ts';
import type { Consumer, FailureReport } from './mapping/consumer.ts';
import { createFeedTrimmer, type FeedTrimmer } from './mapping/feed-trimmer.ts';
import { createQueueConsumer } from './mapping/queue-consumer.ts';
import { createStreamConsumer } from './mapping/stream-consumer.ts';
import type { LocalTopology, QueueMapping, StreamMapping } from './template/local-topology.ts';

interface ConsumersOptions {
  readonly topology: LocalTopology;
  readonly parts: LocalParts;
  readonly queues: LocalQueues;
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  readonly report: FailureReport;
  readonly concurrency: number;
}

/** The template's event source mappings, ready to work: queues first, then streams. */
export function createConsumers(options: ConsumersOptions): Consumer[] {
  const { topology, parts, queues, invoke, report } = options;

  const queueConsumer = (mapping: QueueMapping): Consumer => {
    const queue = queues.byArn(mapping.queueArn);
    return createQueueConsumer({
      mapping,
      service: parts.queues,
      url: queue.serviceUrl,
      visibilityTimeoutSeconds: queue.visibilityTimeoutSeconds,
      region: topology.region,
      concurrency: options.concurrency,
      invoke,
      report,
    });
  };

  const streams = topology.mappings.filter((mapping) => mapping.kind === 'stream');
  const trimmers = new Map<string, FeedTrimmer>();

  const streamConsumer = (mapping: StreamMapping): Consumer => {
    const { streamArn, onFailureQueueArn } = mapping;
    const table = topology.tables.find((each) => each.streamArn === streamArn);
    if (table === undefined) {
      throw new PerennialError('LOCAL.TEMPLATE', { message: `No table has the stream ${streamArn}.` });
    }
    const feed = parts.changeFeed(table.name);
    const readers = streams.filter((each) => each.streamArn === streamArn).map(({ id }) => id);
    const trimmer = trimmers.get(streamArn) ?? createFeedTrimmer(feed, readers);
    trimmers.set(streamArn, trimmer);
    return createStreamConsumer({
      mapping,
      feed,
      trimmer,
      positions: parts.positions,
      clock: parts.clock,
      invoke,
      report,
      ...(onFailureQueueArn !== undefined && { onFailureQueue: queues.senderByArn(onFailureQueueArn) }),
    });
  };

  return [
    ...topology.mappings.filter((mapping) => mapping.kind === 'queue').map(queueConsumer),
    ...streams.map(streamConsumer),
  ];
}
