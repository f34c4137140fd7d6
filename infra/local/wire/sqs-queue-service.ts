import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { awsError } from '../../../shared/aws/aws-error.ts';
import { createSqsQueue } from '../../../shared/aws/sqs-queue.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { QueueService, QueueSettings, ReceivedMessage } from '../queue-service.ts';

/** SQS: messages of one call. */
const BATCH = 10;

function receivedOf({ MessageId, ReceiptHandle, Body, Attributes = {} }: Message): ReceivedMessage[] {
  if (MessageId === undefined || ReceiptHandle === undefined || Body === undefined) return [];
  const groupId = Attributes.MessageGroupId;
  return [
    {
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      receiveCount: Number(Attributes.ApproximateReceiveCount ?? 1),
      sentAt: Number(Attributes.SentTimestamp ?? 0),
      ...(groupId !== undefined && { groupId }),
    },
  ];
}

function inBatches<T>(entries: readonly T[]): T[][] {
  const count = Math.ceil(entries.length / BATCH);
  return Array.from({ length: count }, (_, batch) => entries.slice(batch * BATCH, (batch + 1) * BATCH));
}

const entriesOf = (receiptHandles: readonly string[]) =>
  receiptHandles.map((ReceiptHandle, position) => ({ Id: String(position), ReceiptHandle }));

/** Queues of an SQS endpoint, for `--wire`. Throws `QUEUE.SERVICE_FAILED`. */
export function createSqsQueueService(client: SQSClient): QueueService {
  const failed =
    (what: string) =>
    (cause: unknown): never => {
      throw awsError('QUEUE.SERVICE_FAILED', what, cause);
    };

  async function urlOf(name: string): Promise<string | undefined> {
    try {
      return (await client.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
    } catch (cause) {
      if (cause instanceof QueueDoesNotExist) return undefined;
      return failed(`find queue ${name}`)(cause);
    }
  }

  async function arnOf(name: string): Promise<string> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: await urlOf(name),
      AttributeNames: ['QueueArn'],
    });
    const { Attributes } = await client.send(command).catch(failed(`find queue ${name}`));
    return Attributes?.QueueArn ?? '';
  }

  async function attributesOf(settings: QueueSettings): Promise<Record<string, string>> {
    const { visibilityTimeoutSeconds, retentionSeconds, redrive } = settings;
    return {
      VisibilityTimeout: String(visibilityTimeoutSeconds),
      MessageRetentionPeriod: String(retentionSeconds),
      ...(redrive && {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: await arnOf(redrive.deadLetterQueue),
          maxReceiveCount: redrive.maxReceiveCount,
        }),
      }),
    };
  }

  async function counts(url: string) {
    const command = new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    });
    const { Attributes = {} } = await client.send(command).catch(failed(`count the messages of ${url}`));
    return {
      visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  }

  return {
    async create(settings) {
      const { name } = settings;
      const Attributes = await attributesOf(settings);
      const existing = await urlOf(name);
      if (existing !== undefined) {
        const command = new SetQueueAttributesCommand({ QueueUrl: existing, Attributes });
        await client.send(command).catch(failed(`set up queue ${name}`));
        return { url: existing };
      }
      const command = new CreateQueueCommand({ QueueName: name, Attributes });
      const { QueueUrl } = await client.send(command).catch(failed(`make queue ${name}`));
      if (QueueUrl !== undefined) return { url: QueueUrl };
      throw new PerennialError('QUEUE.SERVICE_FAILED', {
        message: `The SQS endpoint made queue ${name} but gave no URL. Is it an SQS endpoint?`,
      });
    },
    queue: (url) => createSqsQueue(client, url),
    async receive(url, max) {
      const received: ReceivedMessage[] = [];
      while (received.length < max) {
        const command = new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(BATCH, max - received.length),
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp', 'MessageGroupId'],
        });
        const { Messages = [] } = await client.send(command).catch(failed(`receive from ${url}`));
        if (Messages.length === 0) break;
        received.push(...Messages.flatMap(receivedOf));
      }
      return received;
    },
    async delete(url, receiptHandles) {
      for (const batch of inBatches(receiptHandles)) {
        const command = new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entriesOf(batch) });
        await client.send(command).catch(failed(`delete from ${url}`));
      }
    },
    async release(url, receiptHandles) {
      for (const batch of inBatches(receiptHandles)) {
        const command = new ChangeMessageVisibilityBatchCommand({
          QueueUrl: url,
          Entries: entriesOf(batch).map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
        });
        await client.send(command).catch(failed(`release messages of ${url}`));
      }
    },
    counts,
    /** SQS has no such call: what is in flight comes back when its visibility timeout ends. */
    recover: async () => undefined,
  };
}
