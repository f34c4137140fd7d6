import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { STATE_SORT_KEY } from '../../../shared/app/item-keys.ts';
import { itemOfAttributes } from '../../../shared/aws/dynamodb-item.ts';
import type { Item } from '../../../shared/ports.ts';

/** The state items of all customers: for reports on a whole run, never on the way of an event. */
export async function* scanStates(client: DynamoDBClient, tableName: string): AsyncGenerator<Item> {
  const pages = paginateScan(
    { client },
    {
      TableName: tableName,
      ConsistentRead: true,
      FilterExpression: 'sk = :state',
      ExpressionAttributeValues: { ':state': { S: STATE_SORT_KEY } },
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map(itemOfAttributes);
}
