import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Change } from '../../ports.ts';
import { changeOfRecord } from '../stream-change.ts';
import type { Handler } from './define-function.ts';
import { handlerStack } from './handler-stack.ts';

const streamEventSchema = z.object({
  Records: z.array(z.custom<DynamoDBRecord>((record) => typeof record === 'object' && record !== null)),
  /** Given to mappings with a tumbling window only. */
  shardId: z.string().optional(),
  state: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Handler of a DynamoDB stream mapping: all of the batch or none, and the mapping gives it again. `shardId` is known where
 * the mapping has a tumbling window; such a handler must answer with the window's state.
 */
export const streamHandler = (
  name: string,
  handleChanges: (changes: readonly Change[], shardId: string | undefined) => Promise<void>,
): Handler =>
  handlerStack(name, streamEventSchema, async (event) => {
    if (event.Records.length > 0) await handleChanges(event.Records.map(changeOfRecord), event.shardId);
    return { state: event.state ?? {}, batchItemFailures: [] };
  });
