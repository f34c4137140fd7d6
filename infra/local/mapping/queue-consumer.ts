import { hash } from 'node:crypto';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { QueueService, ReceivedMessage } from '../queue-service.ts';
import type { QueueMapping } from '../template/local-topology.ts';
import { type BatchOutcome, readBatchResponse } from './batch-item-failures.ts';
import { fillBatch } from './batching-window.ts';
import type { Consumer, FailureReport } from './consumer.ts';
import { failureReason } from './failure-reason.ts';
import { createHeldMessages } from './held-messages.ts';
import type { Pace } from './pace.ts';
import { createRecordFilter } from './record-filter.ts';

interface QueueConsumerOptions {
  readonly mapping: QueueMapping;
  readonly service: QueueService;
  /** Where the queue stands with the service. */
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly region: string;
  readonly invoke: (functionArn: string, event: SQSEvent) => Promise<unknown>;
  readonly report: FailureReport;
  /** Batches in flight side by side, within the mapping's own MaximumConcurrency. */
  readonly concurrency: number;
}

const FIRST_RETRY_MS = 500;

/** Reads a queue for a function the way an event source mapping of Lambda does. */
export function createQueueConsumer(options: QueueConsumerOptions): Consumer {
  const { mapping, service, url } = options;
  const passes = createRecordFilter(mapping.filters);
  const held = createHeldMessages((handles) => service.release(url, handles));

  const toRecord = (message: ReceivedMessage): SQSRecord => ({
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(message.sentAt),
      ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    },
    messageAttributes: {},
    md5OfBody: hash('md5', message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: mapping.queueArn,
    awsRegion: options.region,
  });

  const receiveBatch = async (pace: Pace): Promise<readonly ReceivedMessage[]> =>
    fillBatch(mapping, pace, await service.receive(url, mapping.batchSize), {
      count: (messages) => messages.length,
      more: async (messages) => [
        ...messages,
        ...(await service.receive(url, mapping.batchSize - messages.length)),
      ],
    });

  const run = async (records: readonly SQSRecord[]): Promise<BatchOutcome> => {
    try {
      const response = await options.invoke(mapping.functionArn, { Records: [...records] });
      if (!mapping.reportsBatchItemFailures) return { status: 'succeeded' };
      return readBatchResponse(
        response,
        records.map(({ messageId }) => messageId),
      );
    } catch (error) {
      return { status: 'failed', reason: failureReason(error) };
    }
  };

  const settle = async (
    messages: readonly ReceivedMessage[],
    outcome: BatchOutcome,
    pace: Pace,
  ): Promise<void> => {
    const isFailed = ({ messageId }: ReceivedMessage): boolean =>
      outcome.status === 'failed' || (outcome.status === 'partial' && outcome.ids.has(messageId));
    const done = messages.filter((message) => !isFailed(message));
    const failed = messages.filter(isFailed);
    if (done.length > 0) {
      await service.delete(
        url,
        done.map(({ receiptHandle }) => receiptHandle),
      );
    }
    if (failed.length === 0) return;
    options.report({
      mapping: mapping.id,
      records: failed.map(({ messageId }) => messageId),
      reason: outcome.status === 'failed' ? outcome.reason : 'reported by the function',
    });
    // Lambda leaves failures to the visibility timeout; here they come back sooner, but never later.
    const attempts = Math.max(...failed.map(({ receiveCount }) => receiveCount));
    const backoff = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), options.visibilityTimeoutSeconds * 1000);
    const handles = failed.map(({ receiptHandle }) => receiptHandle);
    if (pace.waits) held.releaseAfter(backoff, handles);
    else await service.release(url, handles);
  };

  return {
    id: mapping.id,
    lanes: Math.min(options.concurrency, mapping.maximumConcurrency ?? options.concurrency),
    poll: async (pace) => {
      const received = await receiveBatch(pace);
      if (received.length === 0) return 0;
      const records = received.map(toRecord).filter(passes);
      const outcome: BatchOutcome = records.length === 0 ? { status: 'succeeded' } : await run(records);
      // A message that the filter keeps out is deleted, as Lambda does; it cannot have failed.
      const invoked = new Set(records.map(({ messageId }) => messageId));
      const filtered = received.filter(({ messageId }) => !invoked.has(messageId));
      await settle(filtered, { status: 'succeeded' }, pace);
      await settle(
        received.filter(({ messageId }) => invoked.has(messageId)),
        outcome,
        pace,
      );
      return received.length;
    },
    releaseHeld: held.releaseAll,
  };
}
