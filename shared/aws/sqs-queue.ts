import {
  type BatchResultErrorEntry,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { PerennialError } from '../perennial-error.ts';
import type { Queue, QueueMessage } from '../ports.ts';
import { awsError } from './aws-error.ts';
import { type Backoff, jitteredBackoff } from './backoff.ts';
import { packBatches } from './pack-batches.ts';

/** SQS: 10 messages and 1 MiB in all a batch, which is also the limit of one message. */
const BATCH = { entries: 10, bytes: 1_048_576 };

/** Batches under way at once. */
const CONCURRENCY = 8;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const bytesOf = (message: QueueMessage): number => Buffer.byteLength(message.body);

interface Refused {
  readonly message: QueueMessage;
  readonly error: BatchResultErrorEntry;
}

/**
 * The sending side of an SQS queue. `send` throws `QUEUE.MESSAGE_TOO_LARGE` before anything is sent, and
 * `QUEUE.SEND_INCOMPLETE` (retryable, unless SQS says that a message itself is at fault) where some were not stored.
 */
export function createSqsQueue(
  client: SQSClient,
  queueUrl: string,
  backoff: Backoff = jitteredBackoff(5, 50, 2_000),
): Queue {
  async function sendOnce(messages: readonly QueueMessage[]): Promise<Refused[]> {
    const command = new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: messages.map((message, position) => ({
        Id: String(position),
        MessageBody: message.body,
        ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
        ...(message.delaySeconds !== undefined && { DelaySeconds: message.delaySeconds }),
      })),
    });
    const output = await client.send(command).catch((cause: unknown) => {
      throw awsError('QUEUE.SEND_FAILED', `send to queue ${queueUrl}`, cause);
    });
    return (output.Failed ?? []).flatMap((error) => {
      const message = messages[Number(error.Id)];
      return message ? [{ message, error }] : [];
    });
  }

  /** Sends a batch until SQS has all of it; returns what it would not take. */
  async function sendBatch(messages: readonly QueueMessage[]): Promise<Refused[]> {
    let refused = await sendOnce(messages);
    for (let attempt = 1; attempt < backoff.attempts; attempt += 1) {
      if (refused.length === 0 || refused.some(({ error }) => error.SenderFault)) break;
      await backoff.pause(attempt);
      refused = await sendOnce(refused.map(({ message }) => message));
    }
    return refused;
  }

  return {
    async send(messages) {
      if (messages.some((message) => bytesOf(message) > BATCH.bytes)) {
        throw new PerennialError('QUEUE.MESSAGE_TOO_LARGE', {
          message: `A message for queue ${queueUrl} is larger than the 1 MiB that SQS takes. Send less in it.`,
        });
      }
      const batches = packBatches(messages, bytesOf, BATCH);
      const refused: Refused[] = [];
      for (let start = 0; start < batches.length; start += CONCURRENCY) {
        const results = await Promise.all(batches.slice(start, start + CONCURRENCY).map(sendBatch));
        refused.push(...results.flat());
      }
      if (refused.length === 0) return;
      const codes = [...new Set(refused.map(({ error }) => error.Code ?? 'Unknown'))];
      throw new PerennialError('QUEUE.SEND_INCOMPLETE', {
        message: `SQS did not take ${refused.length} of ${messages.length} messages for queue ${queueUrl}: ${codes.join(', ')}.`,
        retryable: !refused.some(({ error }) => error.SenderFault),
        details: { refused: refused.length, of: messages.length, codes },
      });
    },

    async depth() {
      const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...COUNTS] });
      const { Attributes = {} } = await client.send(command).catch((cause: unknown) => {
        throw awsError('QUEUE.READ_FAILED', `count the messages of queue ${queueUrl}`, cause);
      });
      return COUNTS.reduce((total, name) => total + Number(Attributes[name] ?? 0), 0);
    },
  };
}
