import fc from 'fast-check';
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

  it('gives each of several consumers every record, wherever each goes on after a restart', async () => {
    const RECORDS = 30;
    const database = openLocalDatabase(':memory:');
    const table = createSqliteTable(database, () => true);
    for (let record = 1; record <= RECORDS; record += 1) await table.transact([put(`journal#${record}`)]);
    const reads = fc.array(fc.record({ consumer: fc.nat(2), limit: fc.integer({ min: 1, max: 12 }) }));
    await fc.assert(
      fc.asyncProperty(fc.tuple(...Array(3).fill(fc.nat(RECORDS))), reads, async (starts, reads) => {
        const feed = createSqliteChangeFeed(database);
        const cursors = starts.map(String);
        for (const { consumer, limit } of reads) {
          const from = Number(cursors[consumer]);
          const { records, cursor } = await feed.read(cursors[consumer], limit);
          const expected = Array.from({ length: Math.min(limit, RECORDS - from) }, (_, at) => from + 1 + at);
          expect(records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber))).toEqual(expected);
          cursors[consumer] = cursor;
        }
      }),
    );
    await database.close();
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
