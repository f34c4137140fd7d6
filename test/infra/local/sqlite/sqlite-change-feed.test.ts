import { describe, expect, it } from 'vitest';
import type { CapturesChange } from '../../../../infra/local/sqlite/change-capture.ts';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import {
  createSqliteChangeFeed,
  createSqliteFeedPositions,
} from '../../../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../../../infra/local/sqlite/sqlite-table.ts';
import type { Write } from '../../../../shared/ports.ts';
import { describeChangeFeed } from '../../../contracts/change-feed-contract.ts';

async function create(captures: CapturesChange = () => true) {
  const database = openLocalDatabase(':memory:');
  return {
    table: createSqliteTable(database, captures),
    feed: createSqliteChangeFeed(database),
    positions: createSqliteFeedPositions(database),
  };
}

describeChangeFeed('SQLite', () => create());

const put = (sk: string, expiresAt?: number): Write => ({
  kind: 'put',
  item: { pk: 'customer#1', sk, version: 1, body: {}, ...(expiresAt !== undefined && { expiresAt }) },
  condition: 'none',
});

describe('the SQLite change feed', () => {
  it('records only what somebody reads', async () => {
    const { table, feed } = await create(
      ({ kind, key }) => kind === 'insert' && key.sk.startsWith('journal#'),
    );
    await table.transact([put('state'), put('journal#1')]);
    await table.transact([{ kind: 'delete', key: { pk: 'customer#1', sk: 'journal#1' }, condition: 'none' }]);
    const { records } = await feed.read(undefined, 10);
    expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.Keys?.sk?.S])).toEqual([
      ['INSERT', 'journal#1'],
    ]);
  });

  it('marks what its TTL removed as DynamoDB does', async () => {
    const { table, feed } = await create();
    await table.transact([put('claim#1', 1_000)]);
    await table.removeExpired(1_000);
    const { records } = await feed.read(undefined, 10);
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'REMOVE']);
    expect(records[1]?.userIdentity).toEqual({ type: 'Service', principalId: 'dynamodb.amazonaws.com' });
  });

  it('lets trimmed records go, and never uses a sequence number again', async () => {
    const { table, feed } = await create();
    await table.transact([put('a'), put('b')]);
    const { cursor } = await feed.read(undefined, 10);
    await feed.trim(cursor);
    expect((await feed.read(undefined, 10)).records).toEqual([]);
    await table.transact([put('c')]);
    const { records } = await feed.read(cursor, 10);
    expect(records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber) > Number(cursor))).toEqual([true]);
  });

  it('keeps a position for each consumer', async () => {
    const { positions } = await create();
    expect(await positions.get('dispatch')).toBeUndefined();
    await positions.set('dispatch', '5');
    await positions.set('dispatch', '7');
    await positions.set('report', '2');
    expect([await positions.get('dispatch'), await positions.get('report')]).toEqual(['7', '2']);
  });
});
