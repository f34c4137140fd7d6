import { type DynamoDBClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { ConsumedUnits, Table } from '../ports.ts';
import { awsError } from './aws-error.ts';
import { checkSegment } from './check-segment.ts';
import { itemOfAttributes, keyAttributes, textAttribute } from './dynamodb-item.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { tableDefinition } from './table-definition.ts';

type Filter = Pick<
  ScanCommandInput,
  'FilterExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Unlike a query's, a scan's filter may look at the key. An empty prefix keeps all, and DynamoDB would refuse it. */
function prefixFilter(prefixes: readonly string[] | undefined): Filter {
  if (prefixes === undefined || prefixes.includes('')) return {};
  return {
    FilterExpression: prefixes.map((_, position) => `begins_with(#s, :s${position})`).join(' OR '),
    ExpressionAttributeNames: { '#s': tableDefinition.sortKey },
    ExpressionAttributeValues: Object.fromEntries(
      prefixes.map((prefix, position) => [`:s${position}`, { S: prefix }]),
    ),
  };
}

/**
 * Reading the whole table in segments. DynamoDB cuts it by a hash of the partition key. Throws `TABLE.READ_FAILED`
 * (retryable where DynamoDB says so), `TABLE.BAD_CURSOR` and `TABLE.BAD_SEGMENT`.
 */
export function createDynamoDbScan(
  client: DynamoDBClient,
  tableName: string,
  consumed: ConsumedUnits,
): Table['scan'] {
  return async (segment, { prefixes, limit, cursor, consistent = false } = {}) => {
    checkSegment(segment);
    if (prefixes?.length === 0) return { items: [] };
    const name = `${segment.index}/${segment.of}`;
    const from =
      cursor === undefined ? undefined : readCursor<[string, string, string]>(cursor, [name, '', '']);
    const command = new ScanCommand({
      TableName: tableName,
      Segment: segment.index,
      TotalSegments: segment.of,
      ...prefixFilter(prefixes),
      ...(from && { ExclusiveStartKey: keyAttributes({ pk: from[1], sk: from[2] }) }),
      ...(limit !== undefined && { Limit: limit }),
      ConsistentRead: consistent,
      ReturnConsumedCapacity: 'TOTAL',
    });
    const output = await client.send(command).catch((cause: unknown) => {
      throw awsError('TABLE.READ_FAILED', `scan table ${tableName}`, cause);
    });
    consumed.readUnits += output.ConsumedCapacity?.CapacityUnits ?? 0;
    const { LastEvaluatedKey: last } = output;
    return {
      items: (output.Items ?? []).map(itemOfAttributes),
      ...(last && { cursor: writeCursor([name, textAttribute(last, 'pk'), textAttribute(last, 'sk')]) }),
    };
  };
}
