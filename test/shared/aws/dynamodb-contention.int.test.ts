import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { createDynamoDbTable } from '../../../shared/aws/dynamodb-table.ts';
import type { Write } from '../../../shared/ports.ts';
import { type Answer, type AwsStub, jsonAnswer, jsonError, startAwsStub } from '../../support/aws-stub.ts';
import { immediateBackoff } from '../../support/immediate-backoff.ts';

let stub: AwsStub | undefined;

afterEach(async () => {
  await stub?.stop();
});

async function start(...answers: ReturnType<Answer>[]) {
  const last = answers.at(-1) ?? jsonAnswer({});
  const started = await startAwsStub(() => answers.shift() ?? last);
  stub = started;
  const client = new DynamoDBClient(started.connection);
  return { stub: started, table: createDynamoDbTable(client, 'perennial', immediateBackoff(3)) };
}

const put = (sk: string): Write => ({
  kind: 'put',
  item: { pk: 'p', sk, version: 1, body: {} },
  condition: 'absent',
});

const canceled = (...codes: string[]) =>
  jsonError('com.amazonaws.dynamodb.v20120810#TransactionCanceledException', 400, {
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const committed = jsonAnswer({ ConsumedCapacity: [{ TableName: 'perennial', CapacityUnits: 4 }] });

describe('a transaction that others are in the way of', () => {
  it('is tried again until it commits', async () => {
    const { stub: dynamoDb, table } = await start(
      canceled('TransactionConflict', 'None'),
      canceled('None', 'ThrottlingError'),
      committed,
    );
    expect(await table.transact([put('a'), put('b')])).toEqual({ status: 'committed' });
    expect(dynamoDb.requests).toHaveLength(3);
  });

  it('is a conflict of no write in particular after its attempts', async () => {
    const { stub: dynamoDb, table } = await start(canceled('TransactionConflict', 'None'));
    expect(await table.transact([put('a'), put('b')])).toEqual({ status: 'conflict', failed: [] });
    expect(dynamoDb.requests).toHaveLength(3);
  });

  it('is a conflict at once where a condition failed', async () => {
    const { stub: dynamoDb, table } = await start(canceled('TransactionConflict', 'ConditionalCheckFailed'));
    expect(await table.transact([put('a'), put('b')])).toEqual({ status: 'conflict', failed: [1] });
    expect(dynamoDb.requests).toHaveLength(1);
  });

  it('counts what refused tries cost', async () => {
    const { table } = await start(canceled('ConditionalCheckFailed', 'None'), committed);
    await table.transact([put('a'), put('b')]);
    expect(table.consumed.writeUnits).toBe(4);
    await table.transact([put('a'), put('b')]);
    expect(table.consumed.writeUnits).toBe(8);
  });
});

describe('a single write', () => {
  it.each([
    [put('a'), 'PutItem'],
    [{ kind: 'delete', key: { pk: 'p', sk: 'a' }, condition: { version: 1 } } satisfies Write, 'DeleteItem'],
    [{ kind: 'add', key: { pk: 'p', sk: 'a' }, increments: { orders: 1 } } satisfies Write, 'UpdateItem'],
  ])('goes by its own command, which costs half a transaction', async (write, operation) => {
    const { stub: dynamoDb, table } = await start(
      jsonAnswer({ ConsumedCapacity: { TableName: 'perennial', CapacityUnits: 1 } }),
    );
    expect(await table.transact([write])).toEqual({ status: 'committed' });
    expect(dynamoDb.requests.map((request) => request.operation)).toEqual([operation]);
    expect(table.consumed.writeUnits).toBe(1);
  });

  it('is tried again where a transaction holds its item', async () => {
    const { table } = await start(
      jsonError('com.amazonaws.dynamodb.v20120810#TransactionConflictException'),
      committed,
    );
    expect(await table.transact([put('a')])).toEqual({ status: 'committed' });
  });
});

describe('failures', () => {
  it.each([
    ['ProvisionedThroughputExceededException', 400, true],
    ['InternalServerError', 500, true],
    ['ResourceNotFoundException', 400, false],
    ['AccessDeniedException', 400, false],
  ])('of kind %s say whether it may work later', async (code, status, retryable) => {
    const { table } = await start(jsonError(`com.amazonaws.dynamodb.v20120810#${code}`, status));
    await expect(table.transact([put('a'), put('b')])).rejects.toMatchObject({
      code: 'TABLE.WRITE_FAILED',
      retryable,
    });
    await expect(table.get({ pk: 'p', sk: 'a' })).rejects.toMatchObject({
      code: 'TABLE.READ_FAILED',
      retryable,
    });
    await expect(table.query('p')).rejects.toMatchObject({ code: 'TABLE.READ_FAILED', retryable });
  });

  it('reads keys that were left unprocessed again, and gives up after its attempts', async () => {
    const keys = ['a', 'b'].map((sk) => ({ pk: 'p', sk }));
    const stored = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk }, version: { N: '1' }, body: { S: '1' } });
    const left = (sk: string) => ({ perennial: { Keys: [{ pk: { S: 'p' }, sk: { S: sk } }] } });
    const { table } = await start(
      jsonAnswer({ Responses: { perennial: [stored('a')] }, UnprocessedKeys: left('b') }),
      jsonAnswer({ Responses: { perennial: [stored('b')] } }),
      jsonAnswer({ UnprocessedKeys: left('b') }),
    );
    expect((await table.getMany(keys)).map((item) => item?.sk)).toEqual(['a', 'b']);
    await expect(table.getMany(keys)).rejects.toMatchObject({ code: 'TABLE.READ_FAILED', retryable: true });
  });

  it('name the attribute of an item that something else wrote', async () => {
    const { table } = await start(
      jsonAnswer({ Item: { pk: { S: 'p' }, sk: { S: 'a' }, version: { N: '1' }, body: { S: 'not JSON' } } }),
    );
    await expect(table.get({ pk: 'p', sk: 'a' })).rejects.toMatchObject({
      code: 'TABLE.ITEM_UNREADABLE',
      details: { attribute: 'body' },
    });
  });
});
