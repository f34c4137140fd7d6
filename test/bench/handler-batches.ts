import type { Context, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { type FunctionDefinition, wireFunction } from '../../shared/aws/lambda/define-function.ts';
import type { Platform } from '../../shared/platform.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { median, sum } from './statistics.ts';

/** The first batches compile the code; a warm sandbox has that behind it. */
export const WARM_UP = 10;

type Batch = (bodies: readonly string[]) => Promise<void>;

const batchResponse = z.object({ batchItemFailures: z.array(z.unknown()) });

/** Wires a queue's function on a platform; what it answers takes one batch of message bodies and throws where one fails. */
export async function handlerOf<Environment>(
  definition: FunctionDefinition<Environment>,
  variables: Record<string, string>,
  platform: Platform,
): Promise<Batch> {
  const handler = await wireFunction(definition, variables, platform);
  return async (bodies) => {
    const event: Pick<SQSEvent, 'Records'> = { Records: bodies.map(recordOf) };
    const { batchItemFailures } = batchResponse.parse(await handler(event, context));
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed.`);
  };
}

/** CPU per message, in milliseconds, over the batches that are not the first. */
export async function timeBatches(run: Batch, bodies: readonly string[], size: number) {
  const perMessage: number[] = [];
  for (let start = 0; start < bodies.length; start += size) {
    const batch = bodies.slice(start, start + size);
    const before = cpuTimeMs();
    await run(batch);
    perMessage.push((cpuTimeMs() - before) / batch.length);
  }
  const warm = perMessage.slice(Math.min(WARM_UP, Math.floor(perMessage.length / 2)));
  return { median: median(warm), mean: sum(warm) / warm.length };
}

const recordOf = (body: string, position: number): SQSEvent['Records'][number] => ({
  messageId: `m${position}`,
  receiptHandle: `r${position}`,
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'bench',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:bench',
  awsRegion: 'us-east-1',
});

const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'bench',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:bench',
  memoryLimitInMB: '1024',
  awsRequestId: 'bench',
  logGroupName: 'bench',
  logStreamName: 'bench',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
