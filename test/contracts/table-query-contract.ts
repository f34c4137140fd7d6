import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../shared/ports.ts';
import { putOf } from './put-of.ts';

const SOME_INSTANT = Date.UTC(2027, 1, 6, 9, 30);

/** All pages of a query, and how many there were. */
async function readAll<T>(read: (cursor?: string) => Promise<{ items: readonly T[]; cursor?: string }>) {
  const items: T[] = [];
  let pages = 0;
  let cursor: string | undefined;
  do {
    const page = cursor === undefined ? await read() : await read(cursor);
    items.push(...page.items);
    cursor = page.cursor;
    pages += 1;
  } while (cursor !== undefined);
  return { items, pages };
}

/** What every `Table` does with partitions and indexes. The table may hold items of other tests. */
export function describeTableQueries(name: string, create: () => Promise<Table>): void {
  let table: Table;
  let serial = 0;
  const fresh = (): string => {
    serial += 1;
    return `customer#${name}-query-${serial}`;
  };

  describe(`${name}: queries`, () => {
    beforeAll(async () => {
      table = await create();
    });

    it('gives the items of a partition by prefix, in order, forwards and backwards', async () => {
      const pk = fresh();
      for (const sk of ['journal#2', 'state', 'journal#10', 'claim#1', 'journal#1']) {
        await table.transact([putOf({ pk, sk })]);
      }
      const sortKeys = async (options: Parameters<Table['query']>[1]) =>
        (await table.query(pk, { ...options, consistent: true })).items.map(({ sk }) => sk);
      expect(await sortKeys({})).toEqual(['claim#1', 'journal#1', 'journal#10', 'journal#2', 'state']);
      expect(await sortKeys({ prefix: 'journal#' })).toEqual(['journal#1', 'journal#10', 'journal#2']);
      expect(await sortKeys({ prefix: 'journal#', descending: true, limit: 2 })).toEqual([
        'journal#2',
        'journal#10',
      ]);
      expect(await sortKeys({ prefix: 'nothing' })).toEqual([]);
    });

    it.each([false, true])('walks a partition page by page (descending: %s)', async (descending) => {
      const pk = fresh();
      const keys = Array.from(
        { length: 11 },
        (_, position) => `journal#${String(position).padStart(2, '0')}`,
      );
      await table.transact([...keys.map((sk) => putOf({ pk, sk })), putOf({ pk, sk: 'state' })]);
      const { items, pages } = await readAll((cursor) =>
        table.query(pk, { prefix: 'journal#', limit: 4, descending, ...(cursor && { cursor }) }),
      );
      expect(items.map(({ sk }) => sk)).toEqual(descending ? keys.toReversed() : keys);
      expect(pages).toBe(3);
    });

    it('ends a page after 1 MB even without a limit', async () => {
      const pk = fresh();
      const body = 'x'.repeat(100_000);
      for (let position = 0; position < 15; position += 1) {
        await table.transact([putOf({ pk, sk: `journal#${10 + position}`, body })]);
      }
      const { items, pages } = await readAll((cursor) => table.query(pk, cursor ? { cursor } : {}));
      expect(items).toHaveLength(15);
      expect(pages).toBe(2);
    });

    it('gives what is due by time, up to and including the instant, page by page', async () => {
      const shard = fresh();
      const pks = await Promise.all(
        [50, 10, 40, 20, 30].map(async (at) => {
          const pk = fresh();
          await table.transact([putOf({ pk, due: { shard, at: SOME_INSTANT + at } })]);
          return pk;
        }),
      );
      await table.transact([putOf({ pk: pks[3] ?? '', version: 2, due: { shard, at: SOME_INSTANT + 60 } })]);
      const { items } = await readAll((cursor) =>
        table.due(shard, SOME_INSTANT + 40, { limit: 2, ...(cursor && { cursor }) }),
      );
      expect(items).toEqual([
        { pk: pks[1], sk: 'state', at: SOME_INSTANT + 10 },
        { pk: pks[4], sk: 'state', at: SOME_INSTANT + 30 },
        { pk: pks[2], sk: 'state', at: SOME_INSTANT + 40 },
      ]);
    });

    it('gives an audience by prefix in order, page by page, customers of one key each once', async () => {
      const shard = fresh();
      const keys = ['lapsed#mid', 'active#mid', 'active#high', 'lapsed#mid', 'lapsed#low', 'lapsed#mid'];
      await table.transact(keys.map((key) => putOf({ pk: fresh(), audience: { shard, key } })));
      const { items } = await readAll((cursor) =>
        table.audience(shard, 'lapsed#', { limit: 2, ...(cursor && { cursor }) }),
      );
      expect(items.map(({ audienceKey }) => audienceKey)).toEqual([
        'lapsed#low',
        'lapsed#mid',
        'lapsed#mid',
        'lapsed#mid',
      ]);
      expect(new Set(items.map(({ pk }) => pk)).size).toBe(4);
      expect((await table.audience(shard, '')).items).toHaveLength(6);
    });

    it('refuses a cursor that it did not give, or gave for another partition', async () => {
      const pk = fresh();
      await table.transact(['a', 'b'].map((sk) => putOf({ pk, sk })));
      const { cursor = '' } = await table.query(pk, { limit: 1 });
      const code = 'TABLE.BAD_CURSOR';
      const tryQuery = async (partition: string, text: string) => table.query(partition, { cursor: text });
      await expect(tryQuery(fresh(), cursor)).rejects.toMatchObject({ code });
      await expect(tryQuery(pk, 'nonsense')).rejects.toMatchObject({ code });
      await expect((async () => table.due('00', 1, { cursor }))()).rejects.toMatchObject({ code });
    });
  });
}
