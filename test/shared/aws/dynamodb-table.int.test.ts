import { afterAll, beforeAll, describe } from 'vitest';
import { createDynamoDbTable } from '../../../shared/aws/dynamodb-table.ts';
import { describeTable } from '../../contracts/table-contract.ts';
import { describeTableProperties } from '../../contracts/table-properties.ts';
import { describeTableQueries } from '../../contracts/table-query-contract.ts';
import { describeTableScans } from '../../contracts/table-scan-contract.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../../support/dynamodb-local.ts';

describe.skipIf(!hasJava())('the DynamoDB adapter on DynamoDB Local', { timeout: 60_000 }, () => {
  let local: DynamoDbLocal;

  beforeAll(async () => {
    local = await startDynamoDbLocal();
    await local.createTable('perennial');
  }, 300_000);

  afterAll(async () => {
    await local.stop();
  });

  const create = async () => createDynamoDbTable(local.client, 'perennial');

  describeTable('DynamoDB', create);
  describeTableQueries('DynamoDB', create);
  describeTableScans('DynamoDB', create);
  describeTableProperties('DynamoDB', create, 30);
});
