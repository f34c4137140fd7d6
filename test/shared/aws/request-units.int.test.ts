import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalDatabase } from '../../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../../infra/local/sqlite/sqlite-table.ts';
import { createDynamoDbTable } from '../../../shared/aws/dynamodb-table.ts';
import { counterBytes, type Footprint, itemBytes, writeUnits } from '../../../shared/aws/request-units.ts';
import type { Item, Table, Write } from '../../../shared/ports.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../../support/dynamodb-local.ts';

const keyOf = (write: Write) => (write.kind === 'put' ? write.item : write.key);

function footprint(item: Item | undefined): Footprint | undefined {
  if (!item) return undefined;
  if (item.version > 0) return { ...item, bytes: itemBytes(item, JSON.stringify(item.body)) };
  const numbers = Object.entries(item.body ?? {}).map(([name, value]) => [name, Number(value)]);
  return { bytes: counterBytes(item, Object.fromEntries(numbers)) };
}

/** Units that `work` used on a table. */
async function unitsOf(table: Table, work: (table: Table) => Promise<unknown>) {
  const before = { ...table.consumed };
  await work(table);
  return {
    read: table.consumed.readUnits - before.readUnits,
    write: table.consumed.writeUnits - before.writeUnits,
  };
}

const put = (item: Partial<Item<unknown>> & { sk: string }): Write => ({
  kind: 'put',
  item: { pk: 'p', version: 1, body: '', ...item },
  condition: 'none',
});

const write = fc.oneof(
  fc
    .record(
      {
        sk: fc.constantFrom('state', 'a', 'b', 'c'),
        body: fc
          .oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 900, max: 1_030 }))
          .map((length) => 'x'.repeat(length)),
        due: fc.record({ shard: fc.constant('00'), at: fc.integer({ min: 0, max: 3 }) }),
        audience: fc.record({ shard: fc.constant('00'), key: fc.constantFrom('x', 'y') }),
        expiresAt: fc.constantFrom(1_000, 1_800_000_000_000),
      },
      { requiredKeys: ['sk', 'body'] },
    )
    .map(put),
  fc
    .constantFrom('state', 'a', 'b')
    .map((sk): Write => ({ kind: 'delete', key: { pk: 'p', sk }, condition: 'none' })),
  fc.integer({ min: -500, max: 500 }).map(
    (orders): Write => ({
      kind: 'add',
      key: { pk: 'p', sk: 'counter' },
      increments: { orders, 'revenue.USD': 1_999 },
    }),
  ),
);

describe.skipIf(!hasJava())('the unit model against DynamoDB Local', { timeout: 60_000 }, () => {
  let local: DynamoDbLocal;
  let dynamo: Table;
  let sqlite: Table;
  const database = openLocalDatabase(':memory:');

  beforeAll(async () => {
    local = await startDynamoDbLocal();
    await local.createTable('perennial');
    dynamo = createDynamoDbTable(local.client, 'perennial');
    sqlite = createSqliteTable(database, () => false);
  }, 300_000);

  afterAll(async () => {
    await local.stop();
    await database.close();
  });

  it('charges any single write as DynamoDB Local does', async () => {
    await fc.assert(
      fc.asyncProperty(write, async (one) => {
        const before = await sqlite.get(keyOf(one));
        const inSqlite = await unitsOf(sqlite, (table) => table.transact([one]));
        const inDynamo = await unitsOf(dynamo, (table) => table.transact([one]));
        const after = await sqlite.get(keyOf(one));
        const { table, due, audience } = writeUnits(footprint(before), footprint(after), false);
        expect(inSqlite.write).toBe(table + due + audience);
        expect(inDynamo.write).toBe(inSqlite.write);
      }),
      { numRuns: 120 },
    );
  });

  it('charges a transaction as DynamoDB Local does where its writes differ and no index changes', async () => {
    const state = (length: number, version: number) =>
      put({ sk: 'tx', version, body: 'x'.repeat(length), due: { shard: '05', at: 1 } });
    const journal = (name: string, length: number) => put({ sk: name, body: 'x'.repeat(length) });
    const first = [state(10, 1)];
    await Promise.all([sqlite, dynamo].map((table) => table.transact(first)));
    for (const transaction of [
      [state(900, 2), journal('tx#1', 1_100)],
      [state(2_100, 3), journal('tx#2', 300)],
      [state(100, 4), journal('tx#3', 1_300), journal('tx#4', 10)],
    ]) {
      const work = (table: Table) => table.transact(transaction);
      expect(await unitsOf(sqlite, work)).toEqual(await unitsOf(dynamo, work));
    }
  });

  it('keeps to AWS where DynamoDB Local charges for a transaction otherwise', async () => {
    const small = (sk: string, at?: number) =>
      put({ sk, version: 1, body: '', ...(at !== undefined && { due: { shard: '06', at } }) });
    const cases: [string, Write[], number, number][] = [
      ['writes of the same units are counted once', [small('s#1'), small('s#2')], 4, 2],
      ['an index is doubled', [small('s#3', 1), put({ sk: 's#4', body: 'x'.repeat(2_500) })], 9, 10],
      [
        'the delete of an absent item is not doubled',
        [
          { kind: 'delete', key: { pk: 'p', sk: 's#5' }, condition: 'none' },
          put({ sk: 's#6', body: 'x'.repeat(1_500) }),
        ],
        6,
        5,
      ],
    ];
    for (const [deviation, transaction, onAws, onLocal] of cases) {
      const work = (table: Table) => table.transact(transaction);
      expect((await unitsOf(sqlite, work)).write, deviation).toBe(onAws);
      expect((await unitsOf(dynamo, work)).write, deviation).toBe(onLocal);
    }
  });

  it.each([1024, 1025, 4096, 4097])('agrees on an item of exactly %d bytes', async (bytes) => {
    const padding = bytes - itemBytes({ pk: 'p', sk: 'exact', version: 1 }, '""');
    const item = put({ sk: 'exact', body: 'x'.repeat(padding) });
    const key = { pk: 'p', sk: 'exact' };
    await Promise.all(
      [sqlite, dynamo].map((table) => table.transact([{ kind: 'delete', key, condition: 'none' }])),
    );
    for (const work of [
      (table: Table) => table.transact([item]),
      (table: Table) => table.get(key, { consistent: true }),
      (table: Table) => table.get(key),
      (table: Table) => table.query('p', { prefix: 'exact', consistent: true }),
    ]) {
      expect(await unitsOf(sqlite, work)).toEqual(await unitsOf(dynamo, work));
    }
  });

  it('agrees on reads of many items and of the indexes', async () => {
    const transaction = Array.from({ length: 90 }, (_, position) =>
      put({
        sk: `many#${position}`,
        body: 'x'.repeat(500),
        due: { shard: '07', at: 1_700_000_000_000 + position },
        audience: { shard: '07', key: `active#${position}` },
      }),
    );
    await sqlite.transact(transaction);
    await dynamo.transact(transaction);
    for (const work of [
      (table: Table) => table.query('p', { prefix: 'many#' }),
      (table: Table) => table.query('p', { prefix: 'many#', limit: 20, consistent: true }),
      (table: Table) => table.getMany(['many#1', 'many#2', 'many#3'].map((sk) => ({ pk: 'p', sk }))),
      (table: Table) => table.due('07', 1_800_000_000_000),
      (table: Table) => table.audience('07', 'active#'),
      (table: Table) => table.get({ pk: 'p', sk: 'absent' }),
    ]) {
      expect(await unitsOf(sqlite, work)).toEqual(await unitsOf(dynamo, work));
    }
  });

  it('agrees on a scan, which pays for what the prefixes keep out too', async () => {
    await local.createTable('scanned');
    const tables = [
      createDynamoDbTable(local.client, 'scanned'),
      createSqliteTable(openLocalDatabase(':memory:'), () => false),
    ];
    const writes = Array.from({ length: 60 }, (_, position) =>
      put({
        pk: `p${position % 20}`,
        sk: `s#${position % 3}#${position}`,
        body: 'x'.repeat(400 + 37 * position),
      }),
    );
    for (const table of tables) await table.transact(writes);
    for (const options of [{}, { prefixes: ['s#1'], consistent: true }, { prefixes: ['nothing'] }]) {
      const [inDynamo, inSqlite] = await Promise.all(
        tables.map((table) => unitsOf(table, (each) => each.scan({ index: 0, of: 1 }, options))),
      );
      expect(inSqlite).toEqual(inDynamo);
    }
  });

  it('charges for an empty page and for absent items of a batch, which DynamoDB Local does not', async () => {
    const empty = (table: Table) => table.query('nobody', { consistent: true });
    expect((await unitsOf(sqlite, empty)).read).toBe(1);
    expect((await unitsOf(dynamo, empty)).read).toBe(0);
    const absent = (table: Table) => table.getMany(['y', 'z'].map((sk) => ({ pk: 'nobody', sk })));
    expect((await unitsOf(sqlite, absent)).read).toBe(1);
    expect((await unitsOf(dynamo, absent)).read).toBe(0);
  });
});
