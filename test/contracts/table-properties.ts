import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, Key, Table, TransactResult, Write, WriteCondition } from '../../shared/ports.ts';

/** A table so simple that it is plainly right. */
class ModelTable {
  readonly items = new Map<string, Item<unknown>>();

  #holds(key: Key, condition: WriteCondition): boolean {
    const item = this.items.get(key.sk);
    if (condition === 'none') return true;
    return condition === 'absent' ? item === undefined : item?.version === condition.version;
  }

  transact(writes: readonly Write[]): TransactResult {
    const failed = writes.flatMap((write, position) => {
      if (write.kind === 'add') return [];
      return this.#holds(write.kind === 'put' ? write.item : write.key, write.condition) ? [] : [position];
    });
    if (failed.length > 0) return { status: 'conflict', failed };
    for (const write of writes) {
      if (write.kind === 'put') this.items.set(write.item.sk, write.item);
      else if (write.kind === 'delete') this.items.delete(write.key.sk);
      else this.#add(write.key, write.increments);
    }
    return { status: 'committed' };
  }

  #add(key: Key, increments: Readonly<Record<string, number>>): void {
    const counters = this.items.get(key.sk)?.body;
    const body: Record<string, number> = { ...(typeof counters === 'object' ? counters : {}) };
    for (const [name, increment] of Object.entries(increments)) body[name] = (body[name] ?? 0) + increment;
    this.items.set(key.sk, { ...key, version: 0, body });
  }
}

const sortKey = fc.constantFrom('state', 'contact', 'journal#1', 'journal#2', 'claim#ä');
const counterKey = fc.constantFrom('2027-02-06', '2027-02-07');
const version = fc.integer({ min: 1, max: 3 });
const condition = fc.oneof(
  fc.constant('none' as const),
  fc.constant('absent' as const),
  fc.record({ version }),
);

const writesOf = (pk: string, shard: string) => {
  const put = fc.record({
    kind: fc.constant('put' as const),
    item: fc.record(
      {
        pk: fc.constant(pk),
        sk: sortKey,
        version,
        body: fc.jsonValue({ maxDepth: 2 }),
        due: fc.record({ shard: fc.constant(shard), at: fc.integer({ min: 0, max: 5 }) }),
        audience: fc.record({ shard: fc.constant(shard), key: fc.constantFrom('active', 'lapsed', 'new') }),
        expiresAt: fc.constantFrom(1_000, 2_000),
      },
      { requiredKeys: ['pk', 'sk', 'version', 'body'] },
    ),
    condition,
  });
  const deletion = fc.record({
    kind: fc.constant('delete' as const),
    key: fc.record({ pk: fc.constant(pk), sk: sortKey }),
    condition,
  });
  const add = fc.record({
    kind: fc.constant('add' as const),
    key: fc.record({ pk: fc.constant(pk), sk: counterKey }),
    increments: fc.dictionary(fc.constantFrom('orders', 'revenue.USD', 'tier=mid'), fc.integer(), {
      minKeys: 1,
    }),
  });
  const sortKeyOf = (write: Write): string => (write.kind === 'put' ? write.item.sk : write.key.sk);
  return fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: put }, deletion, add), {
    selector: sortKeyOf,
    minLength: 1,
    maxLength: 5,
  });
};

/** JSON has neither -0 nor undefined; what went through it is what is to come back. */
const asStored = (item: Item<unknown>): unknown => JSON.parse(JSON.stringify(item));

/** Random transactions leave the table, its indexes and the caller as they leave a model. */
export function describeTableProperties(name: string, create: () => Promise<Table>, numRuns: number): void {
  let serial = 0;

  describe(`${name}: any transactions`, () => {
    it('give the same results, items and index contents as a model', { timeout: 120_000 }, async () => {
      const table = await create();
      const scenario = fc.constant(undefined).map(() => {
        serial += 1;
        return serial;
      });
      await fc.assert(
        fc.asyncProperty(
          scenario.chain((run) => {
            const pk = `customer#${name}-any-${run}`;
            return fc.record({
              pk: fc.constant(pk),
              transactions: fc.array(writesOf(pk, pk), { minLength: 1, maxLength: 8 }),
            });
          }),
          async ({ pk, transactions }) => {
            // Shrinking repeats a partition, so what an earlier try left goes first.
            for (const { sk } of (await table.query(pk, { consistent: true })).items) {
              await table.transact([{ kind: 'delete', key: { pk, sk }, condition: 'none' }]);
            }
            const model = new ModelTable();
            for (const writes of transactions) {
              expect(await table.transact(writes)).toEqual(model.transact(writes));
            }
            await expectSame(table, model, pk);
          },
        ),
        { numRuns },
      );
    });
  });
}

async function expectSame(table: Table, model: ModelTable, pk: string): Promise<void> {
  const items = [...model.items.values()].map(asStored);
  const stored = (await table.query(pk, { consistent: true })).items.map(asStored);
  expect(stored).toHaveLength(items.length);
  expect(stored).toEqual(expect.arrayContaining(items));

  const due = [...model.items.values()].flatMap(({ sk, due }) =>
    due && due.at <= 3 ? [`${due.at} ${sk}`] : [],
  );
  const dueStored = (await table.due(pk, 3)).items;
  expect(dueStored.map(({ at }) => at)).toEqual(dueStored.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(dueStored.map(({ at, sk }) => `${at} ${sk}`).toSorted()).toEqual(due.toSorted());

  const audience = [...model.items.values()].flatMap(({ sk, audience }) =>
    audience?.key.startsWith('a') ? [`${audience.key} ${sk}`] : [],
  );
  const audienceStored = (await table.audience(pk, 'a')).items;
  expect(audienceStored.map(({ audienceKey, sk }) => `${audienceKey} ${sk}`).toSorted()).toEqual(
    audience.toSorted(),
  );
}
