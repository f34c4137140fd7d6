import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { stateKey, TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { listAudit } from '../../../../shared/app/privacy/audit-record.ts';
import { type EraseDeps, eraseCustomer } from '../../../../shared/app/privacy/erase-customer.ts';
import { subjectHash } from '../../../../shared/app/privacy/subject-hash.ts';
import { readTombstone } from '../../../../shared/app/privacy/tombstone.ts';
import { weighCustomer } from '../../../../shared/app/privacy/weigh-customer.ts';
import { stateGauges } from '../../../../shared/app/report/count-changes.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import { addressHash } from '../../../../shared/app/suppression/address-hash.ts';
import { readSuppression } from '../../../../shared/app/suppression/suppression.ts';
import type { Change, Table } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { inbound, putWholeCustomer, rules, SECRET, textOf } from './whole-customer.ts';

const ID = 'zoe-4711';
const OTHER = 'adam-12';
const TRACES_OF_ZOE = [ID, `${ID}@example.invalid`, 'Dear zoe'];

const deps = (table: Table): EraseDeps => ({ table, clock: clockAt(day(3)), secret: SECRET });

async function shopWithZoe(): Promise<Table> {
  const table = memoryTable();
  await putWholeCustomer(table, OTHER);
  await putWholeCustomer(table, ID);
  return table;
}

/** The table, but that the process dies at the given write: before it, or after it is committed and before anybody knows. */
function dyingAt(table: Table, write: number, when: 'before' | 'after'): Table {
  let writes = 0;
  return {
    ...table,
    transact: async (all) => {
      writes += 1;
      if (writes === write && when === 'before') throw new Error('killed');
      const result = await table.transact(all);
      if (writes === write) throw new Error('killed');
      return result;
    },
  };
}

describe('eraseCustomer', () => {
  it('leaves nothing that names the customer, and everything of others', async () => {
    const table = await shopWithZoe();
    const before = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(before).toContain(trace);
    const erasure = await eraseCustomer(ID, 'olga', deps(table));
    expect(erasure).toMatchObject({
      isNew: true,
      removed: { state: 1, contact: 1, journal: 2, claim: 1, miss: 1, task: 1, consent: 1 },
    });
    const after = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(after).not.toContain(trace);
    expect(await weighCustomer(OTHER, { table, secret: SECRET })).toEqual({
      items: { state: 1, contact: 1, journal: 2, claim: 1, miss: 1, task: 1, consent: 1 },
      erasure: 'none',
    });
  });

  it('suppresses the addresses by their hashes, and puts on record who did it, by a hash of the id', async () => {
    const table = await shopWithZoe();
    await eraseCustomer(ID, 'olga', deps(table));
    const hash = addressHash(SECRET, 'email', `${ID}@EXAMPLE.invalid`);
    expect(await readSuppression('email', hash, table)).toMatchObject({
      reason: 'erased',
      promotionalOnly: false,
    });
    expect(
      await readSuppression('sms', addressHash(SECRET, 'sms', '+86 138 0013 8000'), table),
    ).toMatchObject({ reason: 'erased' });
    const records = await listAudit(table, subjectHash(SECRET, ID));
    expect(records.map(({ action, by }) => [action, by]).sort()).toEqual([
      ['erased', 'olga'],
      ['erasure-begun', 'olga'],
    ]);
    expect(await listAudit(table, subjectHash(SECRET, OTHER))).toEqual([]);
  });

  it('takes the customer out of the numbers of those in each class', async () => {
    const table = await shopWithZoe();
    for (const id of [ID, OTHER]) {
      const state = await table.get(stateKey(id));
      await table.transact([...stateGauges(state?.body, 1)]);
    }
    await eraseCustomer(ID, 'olga', deps(table));
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({ 'stage=new': 1, 'class=new/mid': 1 });
  });

  it('goes on where it was killed, at whichever write, and comes to the same', async () => {
    const untouched = await shopWithZoe();
    await eraseCustomer(ID, 'olga', deps(untouched));
    const expected = await textOf(untouched);
    let kills = 0;
    for (const when of ['before', 'after'] as const)
      for (let write = 1; ; write += 1) {
        const table = await shopWithZoe();
        const dying = deps(dyingAt(table, write, when));
        const survived = await eraseCustomer(ID, 'olga', dying).then(
          () => true,
          () => false,
        );
        if (survived) break;
        kills += 1;
        await eraseCustomer(ID, 'olga', deps(table));
        expect(withoutVersions(await textOf(table))).toBe(withoutVersions(expected));
      }
    expect(kills).toBeGreaterThan(6);
  });

  it('finds nothing more to do the second time, and refuses an id that nobody has', async () => {
    const table = await shopWithZoe();
    await eraseCustomer(ID, 'olga', deps(table));
    const after = await textOf(table);
    expect(await eraseCustomer(ID, 'boris', deps(table))).toMatchObject({ isNew: false });
    expect(await textOf(table)).toBe(after);
    await expect(eraseCustomer('nobody', 'olga', deps(table))).rejects.toMatchObject({
      code: 'PRIVACY.UNKNOWN_CUSTOMER',
    });
    expect(await textOf(table)).toBe(after);
  });

  it('gives what comes afterwards no effect, and states that without naming anybody', async () => {
    const table = await shopWithZoe();
    await eraseCustomer(ID, 'olga', deps(table));
    const again = [
      inbound(ID, orderPlaced({ id: `late-order-of-${ID}`, orderId: 'o9' })),
      inbound(ID, reachableByEmail(day(2)), { at: day(2), email: `${ID}@example.invalid` }),
      inbound(ID, tick()),
    ];
    const decide = () => decideBatch(again, { table, rules, subjectSecret: SECRET });
    expect(await decide()).toEqual([{ status: 'done' }, { status: 'done' }, { status: 'done' }]);
    await decide();
    const text = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(text).not.toContain(trace);
    const { items } = await table.query('shop', { prefix: 'fact#input.ignored' });
    expect(items.map(({ body }) => body)).toEqual([
      expect.objectContaining({ kind: 'input.ignored', subject: subjectHash(SECRET, ID) }),
      expect.objectContaining({ kind: 'input.ignored', subject: subjectHash(SECRET, ID) }),
    ]);
  });

  it('removes, when it looks again, what was written by somebody who had looked before it began', async () => {
    const table = await shopWithZoe();
    // A decision that read "unknown, not erased" before the erasure and commits in the midst of it.
    const settle = async () => {
      await decideBatch([inbound(ID, orderPlaced({ id: `raced-by-${ID}` }))], { table, rules });
      expect(await table.get(stateKey(ID))).toBeDefined();
    };
    await eraseCustomer(ID, 'olga', { ...deps(table), settle });
    const text = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(text).not.toContain(trace);
    expect(await readTombstone(ID, SECRET, table)).toMatchObject({ status: 'erased', removed: { state: 2 } });
  });

  it('keeps a report that lags behind from putting the customer among those who missed a message', async () => {
    const table = await shopWithZoe();
    const entry = await journalOf(table, ID);
    await eraseCustomer(ID, 'olga', deps(table));
    await foldReport('shard', [entry], table, { subjectSecret: SECRET });
    const text = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(text).not.toContain(trace);
    // Its numbers count nonetheless.
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({ orders: 1 });
  });

  it('has no effect on counters and misses by the removals themselves', async () => {
    const table = await shopWithZoe();
    const removals: Change[] = [];
    for (const { pk, sk } of [stateKey(ID)]) {
      const before = await table.get({ pk, sk });
      if (before !== undefined) removals.push({ sequence: '7', kind: 'remove', key: { pk, sk }, before });
    }
    const { items } = await table.query(`customer#${ID}`);
    for (const before of items.filter(({ sk }) => sk !== 'state'))
      removals.push({ sequence: String(8 + removals.length), kind: 'remove', key: before, before });
    await eraseCustomer(ID, 'olga', deps(table));
    const counted = (await table.get(TOTAL_COUNTERS_KEY))?.body;
    // The stream's filter lets no removal through to `report`; of those but the state's it would make nothing.
    await foldReport('shard', removals.slice(1), table, { subjectSecret: SECRET });
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toEqual(counted);
    expect(await textOf(table)).not.toContain(ID);
  });
});

/** A journal entry of the customer as the stream would tell it, which says that a message was held back for good. */
async function journalOf(table: Table, customerId: string): Promise<Change> {
  const { items } = await table.query(`customer#${customerId}`, { prefix: 'journal#order-of' });
  const [item] = items;
  if (item === undefined) throw new Error('The customer has no order.');
  const { body } = item;
  if (typeof body !== 'object' || body === null || !('facts' in body)) throw new Error('No entry.');
  const suppressed = {
    kind: 'message.suppressed',
    campaign: 'thanks',
    step: 'mail',
    occurrence: 'o3',
    channel: 'email',
    reason: 'capped',
  };
  const facts = Array.isArray(body.facts) ? [...body.facts, suppressed] : [suppressed];
  return { sequence: '5', kind: 'insert', key: item, after: { ...item, body: { ...body, facts } } };
}

/** A resumed run writes the tombstone as often as it takes; all else is the same. */
const withoutVersions = (text: string): string => text.replaceAll(/"version":\d+/g, '');
