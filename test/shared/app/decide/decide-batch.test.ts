import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import type { InboundInput } from '../../../../shared/app/decide/inbound-message.ts';
import { decodeJournalEntry } from '../../../../shared/app/decide/journal-document.ts';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { contactKey, customerPartition, stateKey } from '../../../../shared/app/item-keys.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import { decide } from '../../../../shared/domain/decide.ts';
import type { Table, Write } from '../../../../shared/ports.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = rulesWith();

const inbound = (input: Input, overrides: Partial<InboundInput> = {}): InboundInput => ({
  customerId: 'c1',
  input,
  acceptedAt: input.kind === 'tick' ? 0 : input.occurredAt,
  ...overrides,
});

const order = (orderId: string, days: number) => inbound(orderPlaced({ orderId, occurredAt: day(days) }));

async function stateOf(table: Table, customerId = 'c1'): Promise<CustomerState | undefined> {
  const item = await table.get(stateKey(customerId));
  return item && decodeState(customerId, item.body);
}

const journalOf = async (table: Table) =>
  (await table.query(customerPartition('c1'), { prefix: 'journal#' })).items.map((item) =>
    decodeJournalEntry('c1', item.sk.slice('journal#'.length), item.body),
  );

/** Counts transactions, and lets a test step in before one. */
function watched(table: Table, before: (writes: readonly Write[]) => Promise<void> = async () => undefined) {
  const transactions: (readonly Write[])[] = [];
  return {
    transactions,
    table: {
      ...table,
      transact: async (writes: readonly Write[]) => {
        transactions.push(writes);
        await before(writes);
        return await table.transact(writes);
      },
    },
  };
}

describe('decideBatch', () => {
  it('folds the inputs of one customer into one transaction, with a journal entry each', async () => {
    const { table, transactions } = watched(memoryTable());
    await decideBatch([order('a', 0), order('b', 1), order('c', 2)], { table, rules });
    expect(transactions).toHaveLength(1);
    expect((await stateOf(table))?.orders.map(({ orderId }) => orderId)).toEqual(['a', 'b', 'c']);
    expect(
      (await journalOf(table)).map(({ input, stateVersion, place }) => [input.id, stateVersion, place]),
    ).toEqual([
      ['event-a', 1, 0],
      ['event-b', 1, 1],
      ['event-c', 1, 2],
    ]);
  });

  it('gives an input that comes again no second effect, in the same batch or a later one', async () => {
    const table = memoryTable();
    await decideBatch([order('a', 0), order('a', 0)], { table, rules });
    const before = await table.get(stateKey('c1'));
    const outcomes = await decideBatch([order('a', 0)], { table, rules });
    expect(outcomes).toEqual([{ status: 'done' }]);
    expect(await table.get(stateKey('c1'))).toEqual(before);
    expect(await journalOf(table)).toHaveLength(1);
  });

  it('keeps the new inputs of a batch that also brings old ones', async () => {
    const table = memoryTable();
    await decideBatch([order('a', 0)], { table, rules });
    await decideBatch([order('a', 0), order('b', 1)], { table, rules });
    expect((await stateOf(table))?.orders).toHaveLength(2);
  });

  it('takes many inputs of one customer in several transactions', async () => {
    const { table, transactions } = watched(memoryTable());
    const inbounds = Array.from({ length: 200 }, (_, position) => order(`o${position}`, position));
    const outcomes = await decideBatch(inbounds, { table, rules });
    expect(outcomes.every(({ status }) => status === 'done')).toBe(true);
    expect(transactions.map(({ length }) => length)).toEqual([91, 91, 21]);
    expect((await stateOf(table))?.orders).toHaveLength(200);
  });

  it('loses nothing when another batch of the same customer commits in between', async () => {
    const inner = memoryTable();
    let isFirst = true;
    const { table } = watched(inner, async () => {
      if (!isFirst) return;
      isFirst = false;
      await decideBatch([order('other', 5)], { table: inner, rules });
    });
    await decideBatch([order('mine', 6)], { table, rules });
    expect((await stateOf(inner))?.orders.map(({ orderId }) => orderId)).toEqual(['other', 'mine']);
  });

  it('loses nothing to fifty batches side by side', async () => {
    const table = memoryTable();
    const batches = Array.from({ length: 50 }, (_, position) => [order(`o${position}`, position)]);
    let left = batches;
    while (left.length > 0) {
      const outcomes = await Promise.all(left.map((batch) => decideBatch(batch, { table, rules })));
      left = left.filter((_, position) => outcomes[position]?.[0]?.status === 'failed');
    }
    expect((await stateOf(table))?.orders).toHaveLength(50);
  });

  it('lets a customer whose stored state cannot be read fail alone', async () => {
    const table = memoryTable();
    const corrupt = { ...stateKey('broken'), version: 1, body: { stage: 'unheard-of' } };
    await table.transact([{ kind: 'put', condition: 'absent', item: corrupt }]);
    const outcomes = await decideBatch([inbound(orderPlaced(), { customerId: 'broken' }), order('a', 0)], {
      table,
      rules,
    });
    expect(outcomes[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('stage') });
    expect(outcomes[1]).toEqual({ status: 'done' });
  });

  it('keeps personal data in the contact item alone', async () => {
    const table = memoryTable();
    const contact = { at: day(0), email: 'ada@example.com', phone: '+15550100', name: 'Ada' };
    await decideBatch([inbound(customerUpdated({ reachable: { email: true, sms: true } }), { contact })], {
      table,
      rules,
    });
    const { items } = await table.query(customerPartition('c1'));
    const holders = items.filter((item) => /ada@example|555|Ada/.test(JSON.stringify(item)));
    expect(holders.map(({ sk }) => sk)).toEqual(['contact']);
    expect((await table.get(contactKey('c1')))?.body).toMatchObject({ email: { value: 'ada@example.com' } });
  });

  it('writes nothing for a tick to a customer who is not known', async () => {
    const { table, transactions } = watched(memoryTable());
    await decideBatch([inbound(tick(), { acceptedAt: day(9) })], { table, rules });
    expect(transactions).toEqual([]);
  });
});

describe('lazy timers', () => {
  const dueOf = async (table: Table) => (await table.get(stateKey('c1')))?.due?.at;

  it('do not move the due entry on when a purchase puts off what was due', async () => {
    const table = memoryTable();
    await decideBatch([order('a', 0)], { table, rules });
    expect(await dueOf(table)).toBe(day(30));
    await decideBatch([order('b', 10)], { table, rules });
    expect(await dueOf(table)).toBe(day(30));
  });

  it('move it on when a tick finds that it came too early, and journal nothing', async () => {
    const table = memoryTable();
    await decideBatch([order('a', 0), order('b', 10)], { table, rules });
    await decideBatch([inbound(tick(), { acceptedAt: day(30) })], { table, rules });
    expect(await dueOf(table)).toBe(day(40));
    expect(await journalOf(table)).toHaveLength(2);
  });

  it('leave no entry where time alone will never change anything again', async () => {
    const table = memoryTable();
    await decideBatch([order('a', 0)], { table, rules });
    await decideBatch([inbound(tick(), { acceptedAt: day(500) })], { table, rules });
    expect(await dueOf(table)).toBeUndefined();
  });
});

describe('the audience index', () => {
  it('holds only who may be sent something, under stage and tier', async () => {
    const table = memoryTable();
    await decideBatch([order('a', 0)], { table, rules });
    expect((await table.get(stateKey('c1')))?.audience).toBeUndefined();
    await decideBatch([inbound(reachableByEmail(day(1)))], { table, rules });
    expect((await table.get(stateKey('c1')))?.audience?.key).toBe('new#mid#c1');
  });
});

describe('the journal', () => {
  it('gives the state again when its inputs are decided anew, in order', async () => {
    const table = memoryTable();
    const inbounds = [
      inbound(reachableByEmail()),
      order('a', 0),
      order('b', 40),
      inbound(tick(), { acceptedAt: day(230) }),
      order('c', 260),
    ];
    for (const one of inbounds) await decideBatch([one], { table, rules });
    const entries = (await journalOf(table)).toSorted(
      (a, b) => a.stateVersion - b.stateVersion || a.place - b.place,
    );
    const replayed = entries.reduce<CustomerState | undefined>(
      (state, entry) => decide('c1', state, entry.input, rules, entry.decidedAt).state,
      undefined,
    );
    expect(replayed).toEqual(await stateOf(table));
  });
});
