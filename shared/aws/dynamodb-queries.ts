import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { ConsumedUnits, Page, Table } from '../ports.ts';
import { awsError } from './aws-error.ts';
import {
  type AttributeSource,
  itemOfAttributes,
  keyAttributes,
  keyOfAttributes,
  numberAttribute,
  textAttribute,
} from './dynamodb-item.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { tableDefinition } from './table-definition.ts';

const { due: dueIndex, audience: audienceIndex } = tableDefinition.indexes;

type Condition = Pick<
  QueryCommandInput,
  'KeyConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** `partition` equals `value`, and `sort` begins with `prefix`; an empty prefix is no condition, as DynamoDB refuses one. */
function prefixCondition(partition: string, value: string, sort: string, prefix: string): Condition {
  return prefix === ''
    ? {
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': partition },
        ExpressionAttributeValues: { ':p': { S: value } },
      }
    : {
        KeyConditionExpression: '#p = :p AND begins_with(#s, :s)',
        ExpressionAttributeNames: { '#p': partition, '#s': sort },
        ExpressionAttributeValues: { ':p': { S: value }, ':s': { S: prefix } },
      };
}

/**
 * The reading side of the table that goes over many items. Throws `TABLE.READ_FAILED` (retryable where DynamoDB says so)
 * and `TABLE.BAD_CURSOR`.
 */
export function createDynamoDbQueries(
  client: DynamoDBClient,
  tableName: string,
  consumed: ConsumedUnits,
): Pick<Table, 'query' | 'due' | 'audience'> {
  interface Scan<T> {
    readonly input: Omit<QueryCommandInput, 'TableName'>;
    readonly start: Record<string, AttributeValue> | undefined;
    readonly limit: number | undefined;
    item(attributes: AttributeSource): T;
    cursor(key: AttributeSource): string;
  }

  async function page<T>({ input, start, limit, item, cursor }: Scan<T>): Promise<Page<T>> {
    const command = new QueryCommand({
      TableName: tableName,
      ...input,
      ...(start && { ExclusiveStartKey: start }),
      ...(limit !== undefined && { Limit: limit }),
      ReturnConsumedCapacity: 'TOTAL',
    });
    const output = await client.send(command).catch((cause: unknown) => {
      throw awsError('TABLE.READ_FAILED', `query table ${tableName}`, cause);
    });
    consumed.readUnits += output.ConsumedCapacity?.CapacityUnits ?? 0;
    return {
      items: (output.Items ?? []).map(item),
      ...(output.LastEvaluatedKey && { cursor: cursor(output.LastEvaluatedKey) }),
    };
  }

  return {
    query(pk, { prefix = '', limit, cursor, descending = false, consistent = false } = {}) {
      const from = cursor === undefined ? undefined : readCursor<[string, string]>(cursor, [pk, '']);
      return page({
        input: {
          ...prefixCondition('pk', pk, 'sk', prefix),
          ScanIndexForward: !descending,
          ConsistentRead: consistent,
        },
        start: from && keyAttributes({ pk: from[0], sk: from[1] }),
        limit,
        item: itemOfAttributes,
        cursor: (key) => writeCursor([pk, textAttribute(key, 'sk')]),
      });
    },

    due(shard, before, { limit, cursor } = {}) {
      const from =
        cursor === undefined
          ? undefined
          : readCursor<[string, number, string, string]>(cursor, [shard, 0, '', '']);
      return page({
        input: {
          IndexName: dueIndex.name,
          KeyConditionExpression: '#p = :p AND #s <= :s',
          ExpressionAttributeNames: { '#p': dueIndex.partitionKey, '#s': dueIndex.sortKey },
          ExpressionAttributeValues: { ':p': { S: shard }, ':s': { N: String(before) } },
        },
        start: from && {
          ...keyAttributes({ pk: from[2], sk: from[3] }),
          [dueIndex.partitionKey]: { S: shard },
          [dueIndex.sortKey]: { N: String(from[1]) },
        },
        limit,
        item: (attributes) => ({
          ...keyOfAttributes(attributes),
          at: numberAttribute(attributes, dueIndex.sortKey),
        }),
        cursor: (key) => {
          const { pk, sk } = keyOfAttributes(key);
          return writeCursor([shard, numberAttribute(key, dueIndex.sortKey), pk, sk]);
        },
      });
    },

    audience(shard, prefix, { limit, cursor } = {}) {
      const from =
        cursor === undefined
          ? undefined
          : readCursor<[string, string, string, string]>(cursor, [shard, '', '', '']);
      return page({
        input: {
          IndexName: audienceIndex.name,
          ...prefixCondition(audienceIndex.partitionKey, shard, audienceIndex.sortKey, prefix),
        },
        start: from && {
          ...keyAttributes({ pk: from[2], sk: from[3] }),
          [audienceIndex.partitionKey]: { S: shard },
          [audienceIndex.sortKey]: { S: from[1] },
        },
        limit,
        item: (attributes) => ({
          ...keyOfAttributes(attributes),
          audienceKey: textAttribute(attributes, audienceIndex.sortKey),
        }),
        cursor: (key) => {
          const { pk, sk } = keyOfAttributes(key);
          return writeCursor([shard, textAttribute(key, audienceIndex.sortKey), pk, sk]);
        },
      });
    },
  };
}
