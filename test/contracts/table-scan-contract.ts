import { beforeAll, describe, expect, it } from 'vitest';
import type { Item, Table } from '../../shared/ports.ts';
import { putOf } from './put-of.ts';

const PARTITIONS = 40;
const SORT_KEYS = ['contact', 'journal#1', 'journal#2', 'state', 'state#old'];

type ScanOptions = NonNullable<Parameters<Table['scan']>[1]>;

/** What every `Table` does when it is read as a whole. The table may hold items of other tests. */
export function describeTableScans(name: string, create: () => Promise<Table>): void {
  let table: Table;
  const pks = Array.from({ length: PARTITIONS }, (_, position) => `customer#${name}-scan-${position}`);
  const isOurs = ({ pk }: Item): boolean => pk.startsWith(`customer#${name}-scan-`);
  const identityOf = ({ pk, sk }: Item): string => `${pk} ${sk}`;
  const all = pks.flatMap((pk) => SORT_KEYS.map((sk) => `${pk} ${sk}`)).toSorted();

  /** Every item of this test in one segment, and the sizes of the pages as they came. */
  async function readSegment(index: number, of: number, options: ScanOptions = {}) {
    const items: Item[] = [];
    const pageSizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await table.scan({ index, of }, { ...options, ...(cursor !== undefined && { cursor }) });
      items.push(...page.items.filter(isOurs));
      pageSizes.push(page.items.length);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return { items, pageSizes };
  }

  describe(`${name}: scans`, () => {
    beforeAll(async () => {
      table = await create();
      for (const pk of pks)
        await table.transact(SORT_KEYS.map((sk) => putOf({ pk, sk, version: 3, body: { of: sk } })));
    });

    it('gives every item once, whole', async () => {
      const { items } = await readSegment(0, 1, { consistent: true });
      expect(items.map(identityOf).toSorted()).toEqual(all);
      expect(items.find(({ sk }) => sk === 'state')).toMatchObject({ version: 3, body: { of: 'state' } });
    });

    it.each([2, 5])('gives every item once in %d segments, and splits no partition', async (of) => {
      const segments = await Promise.all(
        Array.from({ length: of }, (_, index) => readSegment(index, of, { limit: 7 })),
      );
      const found = segments.flatMap(({ items }) => items.map(identityOf));
      expect(found.toSorted()).toEqual(all);
      const partitions = segments.map(({ items }) => new Set(items.map(({ pk }) => pk)).size);
      expect(partitions.reduce((sum, count) => sum + count, 0)).toBe(PARTITIONS);
      for (const count of partitions) expect(count).toBeGreaterThan(0);
    });

    it('keeps a partition in its segment', async () => {
      const before = await readSegment(1, 3);
      const pk = before.items[0]?.pk ?? '';
      await table.transact([putOf({ pk, sk: 'zeta' })]);
      const after = await readSegment(1, 3);
      expect(after.items.map(identityOf)).toEqual(
        expect.arrayContaining([...before.items.map(identityOf), `${pk} zeta`]),
      );
      await table.transact([{ kind: 'delete', key: { pk, sk: 'zeta' }, condition: 'none' }]);
    });

    it('keeps what begins with one of the prefixes', async () => {
      const sortKeys = async (prefixes: string[]) => {
        const { items } = await readSegment(0, 1, { prefixes });
        return [...new Set(items.map(({ sk }) => sk))].toSorted();
      };
      expect(await sortKeys(['state'])).toEqual(['state', 'state#old']);
      expect(await sortKeys(['contact', 'journal#2'])).toEqual(['contact', 'journal#2']);
      expect(await sortKeys(['state', 'state#'])).toEqual(['state', 'state#old']);
      expect(await sortKeys([''])).toEqual(SORT_KEYS);
      expect(await sortKeys(['nothing'])).toEqual([]);
      expect(await sortKeys([])).toEqual([]);
    });

    it('looks at no more items a page than the limit, of which the prefixes may keep none', async () => {
      const { items, pageSizes } = await readSegment(0, 1, { prefixes: ['contact'], limit: 2 });
      expect(items).toHaveLength(PARTITIONS);
      expect(Math.max(...pageSizes)).toBeLessThanOrEqual(2);
      expect(pageSizes).toContain(0);
    });

    it('ends a page after 1 MB even without a limit', async () => {
      const pk = `${pks[0]}-large`;
      const body = 'x'.repeat(100_000);
      for (let position = 0; position < 15; position += 1)
        await table.transact([putOf({ pk, sk: `large#${position}`, body })]);
      const { items, pageSizes } = await readSegment(0, 1, { prefixes: ['large#'] });
      expect(items).toHaveLength(15);
      expect(pageSizes.length).toBeGreaterThan(1);
      expect(Math.max(...pageSizes)).toBeLessThan(15);
    });

    it('refuses a cursor of another segment, and a segment that does not exist', async () => {
      const page = async (index: number, of: number, cursor?: string) =>
        table.scan({ index, of }, cursor === undefined ? { limit: 1 } : { cursor });
      const { cursor = '' } = await page(0, 1);
      expect(cursor).not.toBe('');
      await expect(page(0, 2, cursor)).rejects.toMatchObject({ code: 'TABLE.BAD_CURSOR' });
      await expect(page(0, 1, 'nonsense')).rejects.toMatchObject({ code: 'TABLE.BAD_CURSOR' });
      for (const [index, of] of [
        [2, 2],
        [-1, 2],
        [0, 0],
        [0.5, 2],
      ] as const)
        await expect(page(index, of)).rejects.toMatchObject({ code: 'TABLE.BAD_SEGMENT' });
    });
  });
}
