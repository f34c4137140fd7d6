import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeFeed } from '../../infra/local/change-feed.ts';
import { changeOfRecord } from '../../shared/aws/stream-change.ts';
import type { Change, Item, Table } from '../../shared/ports.ts';

const item = (sk: string, version: number): Item => ({
  pk: 'customer#1',
  sk,
  version,
  body: { text: `version ${version} "é"` },
  due: { shard: '03', at: 1_700_000_000_000 + version },
  audience: { shard: '03', key: 'active#mid' },
  expiresAt: 1_800_000_000_000,
});

async function readAll(feed: ChangeFeed, from: string | undefined, limit: number): Promise<Change[]> {
  const changes: Change[] = [];
  let cursor = from;
  for (;;) {
    const batch = await feed.read(cursor, limit);
    if (batch.records.length === 0) return changes;
    expect(batch.records.length).toBeLessThanOrEqual(limit);
    changes.push(...batch.records.map(changeOfRecord));
    cursor = batch.cursor;
  }
}

/** What every change feed does. `create` gives a new, empty table and the feed of its changes. */
export function describeChangeFeed(
  name: string,
  create: () => Promise<{ readonly table: Table; readonly feed: ChangeFeed }>,
): void {
  describe(`${name}: change feed`, () => {
    let table: Table;
    let feed: ChangeFeed;

    beforeEach(async () => {
      ({ table, feed } = await create());
    });

    const put = (one: Item) => table.transact([{ kind: 'put', item: one, condition: 'none' }]);

    it('tells of inserts, changes and removals with the images before and after, in commit order', async () => {
      await put(item('state', 1));
      await put(item('state', 2));
      await table.transact([{ kind: 'delete', key: item('state', 2), condition: 'none' }]);
      const key = { pk: 'customer#1', sk: 'state' };
      const changes = await readAll(feed, undefined, 10);
      expect(changes.map(({ sequence: _, ...change }) => change)).toEqual([
        { kind: 'insert', key, after: item('state', 1) },
        { kind: 'modify', key, before: item('state', 1), after: item('state', 2) },
        { kind: 'remove', key, before: item('state', 2) },
      ]);
      const sequences = changes.map(({ sequence }) => BigInt(sequence));
      expect(sequences.toSorted((one, other) => (one < other ? -1 : 1))).toEqual(sequences);
      expect(new Set(sequences).size).toBe(3);
    });

    it('gives counter items with their numbers', async () => {
      const key = { pk: 'report#total', sk: 'all' };
      await table.transact([{ kind: 'add', key, increments: { orders: 2 } }]);
      const [change] = await readAll(feed, undefined, 10);
      expect(change?.after).toEqual({ ...key, version: 0, body: { orders: 2 } });
    });

    it('says nothing of a write that did not happen, or changed nothing', async () => {
      await put(item('state', 1));
      await put(item('state', 1));
      await table.transact([{ kind: 'put', item: item('state', 2), condition: 'absent' }]);
      await table.transact([{ kind: 'delete', key: item('absent', 1), condition: 'none' }]);
      expect(await readAll(feed, undefined, 10)).toHaveLength(1);
    });

    it('goes on from any cursor, batch by batch, and stays where nothing is new', async () => {
      const start = await feed.read(undefined, 10);
      expect(start.records).toEqual([]);
      for (let version = 1; version <= 7; version += 1) await put(item('state', version));
      const versions = async (cursor: string | undefined, limit: number) =>
        (await readAll(feed, cursor, limit)).map(({ after }) => after?.version);
      expect(await versions(start.cursor, 3)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      const { cursor } = await feed.read(undefined, 5);
      expect(await versions(cursor, 10)).toEqual([6, 7]);
      expect(await versions(cursor, 10)).toEqual([6, 7]);
      const end = (await feed.read(cursor, 10)).cursor;
      expect(await feed.read(end, 10)).toEqual({ records: [], cursor: end });
      await put(item('state', 8));
      expect(await versions(end, 10)).toEqual([8]);
    });

    it('refuses a cursor of another kind of feed', async () => {
      await expect(feed.read('not/a/cursor', 1)).rejects.toMatchObject({ code: 'LOCAL.BAD_FEED_CURSOR' });
    });
  });
}
