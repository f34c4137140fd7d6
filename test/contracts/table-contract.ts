import { beforeAll, describe, expect, it } from 'vitest';
import type { Item, Table, Write } from '../../shared/ports.ts';
import { putOf } from './put-of.ts';

const SOME_INSTANT = Date.UTC(2027, 1, 6, 9, 30);

/**
 * What every `Table` does with single items and transactions. `create` gives a table; it may hold items of other tests, so each test keeps to partitions
 * and index shards of its own.
 */
export function describeTable(name: string, create: () => Promise<Table>): void {
  let table: Table;
  let serial = 0;
  const fresh = (): string => {
    serial += 1;
    return `customer#${name}-${serial}`;
  };

  beforeAll(async () => {
    table = await create();
  });

  describe(`${name}: items`, () => {
    it('gives back what was put, with its place in the indexes and its expiry in whole seconds', async () => {
      const pk = fresh();
      const item: Item = {
        pk,
        sk: 'state',
        version: 7,
        body: { name: '小红 🎁 "quoted"', nested: [1.5, -2, null, true, { deep: '' }] },
        due: { shard: '03', at: SOME_INSTANT },
        audience: { shard: '03', key: 'active#mid#1' },
        expiresAt: SOME_INSTANT + 1,
      };
      await table.transact([putOf(item)]);
      expect(await table.get(item, { consistent: true })).toEqual({
        ...item,
        expiresAt: SOME_INSTANT + 1000,
      });
    });

    it('finds nothing where nothing is', async () => {
      expect(await table.get({ pk: fresh(), sk: 'state' })).toBeUndefined();
    });

    it('replaces the whole item, and takes it out of the indexes it no longer names', async () => {
      const pk = fresh();
      const shard = pk;
      await table.transact([
        putOf({ pk, due: { shard, at: 1 }, audience: { shard, key: 'k' }, expiresAt: 5_000 }),
      ]);
      await table.transact([putOf({ pk, version: 2, body: 'plain' })]);
      expect(await table.get({ pk, sk: 'state' }, { consistent: true })).toEqual({
        pk,
        sk: 'state',
        version: 2,
        body: 'plain',
      });
      expect((await table.due(shard, 10)).items).toEqual([]);
      expect((await table.audience(shard, '')).items).toEqual([]);
    });

    it('reads many keys in their order, absent and repeated ones included', async () => {
      const pk = fresh();
      const keys = Array.from({ length: 230 }, (_, position) => ({ pk, sk: `journal#${position}` }));
      for (let start = 0; start < 230; start += 100) {
        await table.transact(keys.slice(start, start + 100).map((key) => putOf({ ...key, body: key.sk })));
      }
      const wanted = [{ pk, sk: 'absent' }, ...keys.toReversed(), { pk, sk: 'journal#3' }];
      const items = await table.getMany(wanted, { consistent: true });
      expect(items.map((item) => item?.body)).toEqual([
        undefined,
        ...keys.toReversed().map(({ sk }) => sk),
        'journal#3',
      ]);
      expect(await table.getMany([])).toEqual([]);
    });

    it('refuses a body that is not JSON', async () => {
      await expect(table.transact([putOf({ pk: fresh(), body: undefined })])).rejects.toMatchObject({
        code: 'TABLE.BODY_NOT_JSON',
      });
    });
  });

  describe(`${name}: conditions`, () => {
    it('puts an item that must be absent once only', async () => {
      const write = putOf({ pk: fresh() }, 'absent');
      expect(await table.transact([write])).toEqual({ status: 'committed' });
      expect(await table.transact([write])).toEqual({ status: 'conflict', failed: [0] });
    });

    it('puts over the version it expects, and over no other or none', async () => {
      const pk = fresh();
      expect(await table.transact([putOf({ pk, version: 2 }, 1)])).toEqual({
        status: 'conflict',
        failed: [0],
      });
      await table.transact([putOf({ pk })]);
      expect(await table.transact([putOf({ pk, version: 2 }, 1)])).toEqual({ status: 'committed' });
      expect(await table.transact([putOf({ pk, version: 2 }, 1)])).toEqual({
        status: 'conflict',
        failed: [0],
      });
    });

    it('deletes the version it expects; a delete without condition may find nothing', async () => {
      const key = { pk: fresh(), sk: 'state' };
      await table.transact([putOf({ ...key, version: 3 })]);
      const deletion = (version: number): Write => ({ kind: 'delete', key, condition: { version } });
      expect(await table.transact([deletion(2)])).toEqual({ status: 'conflict', failed: [0] });
      expect(await table.transact([deletion(3)])).toEqual({ status: 'committed' });
      expect(await table.get(key, { consistent: true })).toBeUndefined();
      expect(await table.transact([{ kind: 'delete', key, condition: 'none' }])).toEqual({
        status: 'committed',
      });
    });

    it('writes all or nothing, and names every write whose condition failed', async () => {
      const pk = fresh();
      await table.transact([putOf({ pk, sk: 'a' })]);
      const result = await table.transact([
        putOf({ pk, sk: 'a' }, 'absent'),
        putOf({ pk, sk: 'b' }, 'absent'),
        { kind: 'add', key: { pk, sk: 'c' }, increments: { orders: 1 } },
        putOf({ pk, sk: 'd' }, 4),
      ]);
      expect(result).toEqual({ status: 'conflict', failed: [0, 3] });
      expect((await table.query(pk, { consistent: true })).items.map(({ sk }) => sk)).toEqual(['a']);
    });

    it('takes 100 writes in one transaction, none at all, and refuses 101', async () => {
      const pk = fresh();
      const writes = Array.from({ length: 101 }, (_, position) => putOf({ pk, sk: `journal#${position}` }));
      expect(await table.transact([])).toEqual({ status: 'committed' });
      expect(await table.transact(writes.slice(1))).toEqual({ status: 'committed' });
      await expect(table.transact(writes)).rejects.toMatchObject({ code: 'TABLE.BAD_TRANSACTION' });
    });

    it('refuses two writes of one item, an empty key and a number that is not whole', async () => {
      const pk = fresh();
      const code = 'TABLE.BAD_TRANSACTION';
      const add = (increments: Record<string, number>): Write => ({
        kind: 'add',
        key: { pk, sk: 'c' },
        increments,
      });
      await expect(table.transact([putOf({ pk }), putOf({ pk })])).rejects.toMatchObject({ code });
      await expect(table.transact([putOf({ pk: '' })])).rejects.toMatchObject({ code });
      await expect(table.transact([putOf({ pk, due: { shard: '0', at: 0.5 } })])).rejects.toMatchObject({
        code,
      });
      await expect(table.transact([add({})])).rejects.toMatchObject({ code });
      await expect(table.transact([add({ orders: 0.5 })])).rejects.toMatchObject({ code });
    });

    it('loses none of 50 parallel optimistic increments', async () => {
      const key = { pk: fresh(), sk: 'state' };
      const increment = async (): Promise<void> => {
        for (;;) {
          const item = await table.get(key, { consistent: true });
          const count = typeof item?.body === 'number' ? item.body : 0;
          const write = putOf(
            { ...key, version: (item?.version ?? 0) + 1, body: count + 1 },
            item?.version ?? 'absent',
          );
          if ((await table.transact([write])).status === 'committed') return;
        }
      };
      await Promise.all(Array.from({ length: 50 }, increment));
      expect(await table.get(key, { consistent: true })).toMatchObject({ version: 50, body: 50 });
    });
  });

  describe(`${name}: counters`, () => {
    it('adds to counters, made where they are absent', async () => {
      const key = { pk: fresh(), sk: '2027-02-06' };
      await table.transact([{ kind: 'add', key, increments: { orders: 2, 'revenue.USD': 1_999 } }]);
      await table.transact([
        { kind: 'add', key, increments: { orders: 1, 'class=lapsed/mid': -4 } },
        putOf({ pk: key.pk, sk: 'checkpoint' }, 'absent'),
      ]);
      expect(await table.get(key, { consistent: true })).toEqual({
        ...key,
        version: 0,
        body: { orders: 3, 'revenue.USD': 1_999, 'class=lapsed/mid': -4 },
      });
    });

    it('adds to many counters at once, and loses none of 50 parallel additions', async () => {
      const key = { pk: fresh(), sk: 'all' };
      const names = Array.from({ length: 300 }, (_, position) => `sent.campaign-${position}/send-email`);
      const increments = Object.fromEntries(names.map((counter, position) => [counter, position + 1]));
      await Promise.all(Array.from({ length: 50 }, () => table.transact([{ kind: 'add', key, increments }])));
      expect((await table.get(key, { consistent: true }))?.body).toEqual(
        Object.fromEntries(names.map((counter, position) => [counter, 50 * (position + 1)])),
      );
    });
  });
}
