import {
  ConditionalCheckFailedException,
  type ConsumedCapacity,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ConsumedUnits, TransactResult, Write } from '../ports.ts';
import { awsError } from './aws-error.ts';
import type { Backoff } from './backoff.ts';
import { bodyText } from './dynamodb-item.ts';
import { dynamoDbAction } from './dynamodb-write.ts';
import { itemBytes, tableWriteUnits } from './request-units.ts';

/** How one try ended. `contended`: nobody's condition failed, but another transaction held an item. */
type Attempt = TransactResult | { readonly status: 'contended' };

const CONTENTION_CODES = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function conflictOf(cause: unknown): Attempt | undefined {
  if (cause instanceof ConditionalCheckFailedException) return { status: 'conflict', failed: [0] };
  if (cause instanceof TransactionConflictException) return { status: 'contended' };
  if (!(cause instanceof TransactionCanceledException)) return undefined;
  const codes = (cause.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  const failed = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
  if (failed.length > 0) return { status: 'conflict', failed };
  return codes.some((code) => CONTENTION_CODES.has(code)) ? { status: 'contended' } : undefined;
}

/** AWS does not tell what a refused write cost. At least the new items' units, twice that in a transaction. */
function refusedUnits(writes: readonly Write[]): number {
  let units = 0;
  for (const write of writes) {
    const bytes = write.kind === 'put' ? itemBytes(write.item, bodyText(write.item)) : 0;
    units += tableWriteUnits(0, bytes, writes.length > 1);
  }
  return units;
}

/**
 * The writing side of the table. One write goes by its own command, at half a transaction's price. Throws
 * `TABLE.WRITE_FAILED` (retryable where DynamoDB says so).
 */
export function createDynamoDbTransaction(
  client: DynamoDBClient,
  tableName: string,
  consumed: ConsumedUnits,
  backoff: Backoff,
): (writes: readonly Write[]) => Promise<TransactResult> {
  const withCapacity = { ReturnConsumedCapacity: 'TOTAL' } as const;

  async function send(writes: readonly Write[]): Promise<(ConsumedCapacity | undefined)[]> {
    const actions = writes.map((write) => dynamoDbAction(tableName, write));
    const [action] = actions;
    if (actions.length === 1 && action?.Put) {
      return [(await client.send(new PutItemCommand({ ...action.Put, ...withCapacity }))).ConsumedCapacity];
    }
    if (actions.length === 1 && action?.Delete) {
      return [
        (await client.send(new DeleteItemCommand({ ...action.Delete, ...withCapacity }))).ConsumedCapacity,
      ];
    }
    if (actions.length === 1 && action?.Update) {
      return [
        (await client.send(new UpdateItemCommand({ ...action.Update, ...withCapacity }))).ConsumedCapacity,
      ];
    }
    const command = new TransactWriteItemsCommand({ TransactItems: actions, ...withCapacity });
    return (await client.send(command)).ConsumedCapacity ?? [];
  }

  async function attempt(writes: readonly Write[]): Promise<Attempt> {
    try {
      for (const capacity of await send(writes)) consumed.writeUnits += capacity?.CapacityUnits ?? 0;
      return { status: 'committed' };
    } catch (cause) {
      const result = conflictOf(cause);
      if (!result) throw awsError('TABLE.WRITE_FAILED', `write to table ${tableName}`, cause);
      consumed.writeUnits += refusedUnits(writes);
      return result;
    }
  }

  return async (writes) => {
    for (let number = 1; ; number += 1) {
      const result = await attempt(writes);
      if (result.status !== 'contended') return result;
      if (number >= backoff.attempts) return { status: 'conflict', failed: [] };
      await backoff.pause(number);
    }
  };
}
