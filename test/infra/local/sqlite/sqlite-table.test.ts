import { afterAll, describe, expect, it } from 'vitest';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../../../infra/local/sqlite/sqlite-table.ts';
import type { Write } from '../../../../shared/ports.ts';
import { describeTable } from '../../../contracts/table-contract.ts';
import { describeTableProperties } from '../../../contracts/table-properties.ts';
import { describeTableQueries } from '../../../contracts/table-query-contract.ts';

const database = openLocalDatabase(':memory:');
const create = async () => createSqliteTable(database, () => false);

describeTable('SQLite', create);
describeTableQueries('SQLite', create);
describeTableProperties('SQLite', create, 300);

afterAll(() => database.close());

const put = (sk: string, expiresAt?: number): Write => ({
  kind: 'put',
  item: { pk: 'customer#ttl', sk, version: 1, body: {}, ...(expiresAt !== undefined && { expiresAt }) },
  condition: 'none',
});

describe('SQLite: expiry', () => {
  it('still reads expired items until they are removed, and removes only those', async () => {
    const table = createSqliteTable(openLocalDatabase(':memory:'), () => false);
    await table.transact([put('a', 1_000), put('b', 2_000), put('c', 3_000), put('d')]);
    const sortKeys = async () => (await table.query('customer#ttl')).items.map(({ sk }) => sk);
    expect(await sortKeys()).toEqual(['a', 'b', 'c', 'd']);
    const unitsBefore = table.consumed.writeUnits;
    expect(await table.removeExpired(2_500, 1)).toBe(1);
    expect(await table.removeExpired(2_500)).toBe(1);
    expect(await table.removeExpired(2_500)).toBe(0);
    expect(await sortKeys()).toEqual(['c', 'd']);
    expect(table.consumed.writeUnits).toBe(unitsBefore);
  });

  it('refuses to add to an item that is no counter', async () => {
    const table = await create();
    await table.transact([put('state')]);
    const add: Write = { kind: 'add', key: { pk: 'customer#ttl', sk: 'state' }, increments: { orders: 1 } };
    await expect(table.transact([add])).rejects.toMatchObject({ code: 'TABLE.NOT_A_COUNTER' });
  });
});
