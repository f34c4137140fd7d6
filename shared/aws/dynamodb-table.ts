import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PerennialError } from '../perennial-error.ts';
import type { Item, Key, Table } from '../ports.ts';
import { awsError } from './aws-error.ts';
import { type Backoff, jitteredBackoff } from './backoff.ts';
import { checkWrites } from './check-writes.ts';
import { itemOfAttributes, keyAttributes } from './dynamodb-item.ts';
import { createDynamoDbQueries } from './dynamodb-queries.ts';
import { createDynamoDbScan } from './dynamodb-scan.ts';
import { createDynamoDbTransaction } from './dynamodb-transaction.ts';

/** DynamoDB's limit on the keys of one BatchGetItem. */
const BATCH_KEYS = 100;

const identityOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/**
 * The table in DynamoDB. Throws `TABLE.READ_FAILED` and `TABLE.WRITE_FAILED` (retryable where DynamoDB says so) and
 * `TABLE.ITEM_UNREADABLE`. `backoff` paces the tries after contention and unprocessed keys, beyond the SDK's own.
 */
export function createDynamoDbTable(
  client: DynamoDBClient,
  tableName: string,
  backoff: Backoff = jitteredBackoff(6, 10, 500),
): Table {
  const consumed = { readUnits: 0, writeUnits: 0 };
  const transact = createDynamoDbTransaction(client, tableName, consumed, backoff);
  const readFailed = (cause: unknown): never => {
    throw awsError('TABLE.READ_FAILED', `read from table ${tableName}`, cause);
  };

  async function get(key: Key, consistent: boolean): Promise<Item | undefined> {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: keyAttributes(key),
      ConsistentRead: consistent,
      ReturnConsumedCapacity: 'TOTAL',
    });
    const output = await client.send(command).catch(readFailed);
    consumed.readUnits += output.ConsumedCapacity?.CapacityUnits ?? 0;
    return output.Item && itemOfAttributes(output.Item);
  }

  /** Reads the keys that it can; returns the ones left unprocessed. */
  async function readBatch(
    keys: Record<string, AttributeValue>[],
    consistent: boolean,
    found: Map<string, Item>,
  ): Promise<Record<string, AttributeValue>[]> {
    const command = new BatchGetItemCommand({
      RequestItems: { [tableName]: { Keys: keys, ConsistentRead: consistent } },
      ReturnConsumedCapacity: 'TOTAL',
    });
    const output = await client.send(command).catch(readFailed);
    for (const capacity of output.ConsumedCapacity ?? []) consumed.readUnits += capacity.CapacityUnits ?? 0;
    for (const attributes of output.Responses?.[tableName] ?? []) {
      const item = itemOfAttributes(attributes);
      found.set(identityOf(item), item);
    }
    return output.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }

  async function readChunk(
    keys: readonly Key[],
    consistent: boolean,
    found: Map<string, Item>,
  ): Promise<void> {
    let left: Record<string, AttributeValue>[] = keys.map(keyAttributes);
    for (let attempt = 1; ; attempt += 1) {
      const before = left.length;
      left = await readBatch(left, consistent, found);
      if (left.length === 0) return;
      // A response of 16 MB ends early without any throttling: that is progress, not a failed attempt.
      if (left.length < before) attempt = 0;
      else if (attempt >= backoff.attempts) {
        throw new PerennialError('TABLE.READ_FAILED', {
          message: `DynamoDB left ${left.length} keys of table ${tableName} unread in ${attempt} attempts. It may work later.`,
          retryable: true,
          details: { unread: left.length },
        });
      }
      await backoff.pause(attempt);
    }
  }

  return {
    consumed,
    ...createDynamoDbQueries(client, tableName, consumed),
    scan: createDynamoDbScan(client, tableName, consumed),
    get: (key, options) => get(key, options?.consistent ?? false),
    async getMany(keys, options) {
      const consistent = options?.consistent ?? false;
      const distinct = [...new Map(keys.map((key) => [identityOf(key), key])).values()];
      const found = new Map<string, Item>();
      const [only] = distinct;
      if (only && distinct.length === 1) {
        const item = await get(only, consistent);
        return keys.map(() => item);
      }
      for (let start = 0; start < distinct.length; start += BATCH_KEYS) {
        await readChunk(distinct.slice(start, start + BATCH_KEYS), consistent, found);
      }
      return keys.map((key) => found.get(identityOf(key)));
    },
    async transact(writes) {
      checkWrites(writes);
      return writes.length === 0 ? { status: 'committed' } : await transact(writes);
    },
  };
}
