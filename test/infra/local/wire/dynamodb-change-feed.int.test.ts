import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDynamoDbChangeFeed } from '../../../../infra/local/wire/dynamodb-change-feed.ts';
import { createDynamoDbTable } from '../../../../shared/aws/dynamodb-table.ts';
import { describeChangeFeed } from '../../../contracts/change-feed-contract.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../../../support/dynamodb-local.ts';

describe.skipIf(!hasJava())('the stream of DynamoDB Local', { timeout: 60_000 }, () => {
  let local: DynamoDbLocal;
  let tables = 0;

  beforeAll(async () => {
    local = await startDynamoDbLocal();
  }, 300_000);

  afterAll(async () => {
    await local.stop();
  });

  describeChangeFeed('DynamoDB', async () => {
    tables += 1;
    const tableName = `perennial-${tables}`;
    await local.createTable(tableName);
    const streams = new DynamoDBStreamsClient(local.connection);
    return {
      table: createDynamoDbTable(local.client, tableName),
      feed: createDynamoDbChangeFeed(local.client, streams, tableName),
    };
  });
});
