import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { StreamMapping } from '../template/local-topology.ts';

export const sequenceOf = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

/** When the change was made, where the feed says so; `ApproximateCreationDateTime` is in seconds. */
export function createdAtMs(record: DynamoDBRecord): number | undefined {
  const seconds = record.dynamodb?.ApproximateCreationDateTime;
  return seconds === undefined ? undefined : seconds * 1000;
}

/**
 * What Lambda puts on the on-failure queue of a stream: where the records stand, not what they hold
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
 */
export function describeFailedRecords(
  mapping: StreamMapping,
  shardId: string,
  records: readonly DynamoDBRecord[],
  attempts: number,
): string {
  const [first] = records;
  const last = records.at(-1);
  const arrivalOf = (record: DynamoDBRecord | undefined): string =>
    new Date((record && createdAtMs(record)) ?? 0).toISOString();
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first === undefined ? '' : sequenceOf(first),
      endSequenceNumber: last === undefined ? '' : sequenceOf(last),
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  });
}
