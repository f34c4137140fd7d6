import { afterAll, describe, expect, it } from 'vitest';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../../../infra/local/sqlite/sqlite-table.ts';
import { itemBytes } from '../../../../shared/aws/request-units.ts';
import type { Write } from '../../../../shared/ports.ts';
import { putOf } from '../../../contracts/put-of.ts';
import { describeTable } from '../../../contracts/table-contract.ts';
import { describeTableProperties } from '../../../contracts/table-properties.ts';
import { describeTableQueries } from '../../../contracts/table-query-contract.ts';
import { describeTableScans } from '../../../contracts/table-scan-contract.ts';

const database = openLocalDatabase(':memory:');
const create = async () => createSqliteTable(database, () => false);

describeTable('SQLite', create);
describeTableQueries('SQLite', create);
describeTableScans('SQLite', create);
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

describe('SQLite: the price of a scan', () => {
  it('is about what the whole segment weighs, whatever the prefixes keep', async () => {
    const table = createSqliteTable(openLocalDatabase(':memory:'), () => false);
    let bytes = 0;
    for (let customer = 0; customer < 1_000; customer += 1) {
      const pk = `customer#${customer}`;
      const items = [
        { pk, sk: 'state', version: 1, body: 'x'.repeat(1_500) },
        { pk, sk: 'journal#1', version: 1, body: 'x'.repeat(300 + (customer % 7) * 100) },
      ];
      for (const item of items) bytes += itemBytes(item, JSON.stringify(item.body));
      await table.transact(items.map((item) => putOf(item)));
    }
    const unitsOf = async (of: number): Promise<number> => {
      const before = table.consumed.readUnits;
      let cursor: string | undefined;
      do {
        const options = { prefixes: ['state'], consistent: true, ...(cursor !== undefined && { cursor }) };
        ({ cursor } = await table.scan({ index: 0, of }, options));
      } while (cursor !== undefined);
      return table.consumed.readUnits - before;
    };
    const whole = bytes / 4096;
    const units = await unitsOf(1);
    expect(units).toBeGreaterThan(0.9 * whole);
    expect(units).toBeLessThan(1.1 * whole);
    expect(await unitsOf(4)).toBeLessThan(0.3 * whole);
  });
});
