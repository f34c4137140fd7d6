import { describe, expect, it } from 'vitest';
import { readStory } from '../../../../shared/app/console/read-story.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { missesPartition } from '../../../../shared/app/item-keys.ts';
import { exportCustomer } from '../../../../shared/app/privacy/export-customer.ts';
import { countChanges } from '../../../../shared/app/report/count-changes.ts';
import { readRetention } from '../../../../shared/config/read-retention.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { collectProblems } from '../../../../shared/config/shop-problems.ts';
import { customerExportSchema } from '../../../../shared/contracts/customer-export.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { Change, Table } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';
import { inbound, SECRET } from './whole-customer.ts';

const rules = rulesWith({ retention: { missDays: 10, journalDays: 30 } });

async function customerOf(table: Table): Promise<void> {
  const accepted = { ...inbound('c1', orderPlaced({ id: 'order-1' })), acceptedAt: day(0) };
  const later = { ...inbound('c1', reachableByEmail(day(20))), acceptedAt: day(20) };
  await decideBatch([accepted], { table, rules });
  await decideBatch([later], { table, rules });
}

describe('what has passed its time', () => {
  it('is written with it: journal entries by when they were decided', async () => {
    const table = memoryTable();
    await customerOf(table);
    const { items } = await table.query('customer#c1', { prefix: 'journal#' });
    expect(items.map(({ sk, expiresAt }) => [sk, expiresAt]).sort()).toEqual([
      ['journal#order-1', day(30)],
      [`journal#reachable-${day(20)}`, day(50)],
    ]);
    const state = await table.get({ pk: 'customer#c1', sk: 'state' });
    expect(state?.expiresAt).toBeUndefined();
  });

  it('is written without it where the shop says nothing', async () => {
    const table = memoryTable();
    await decideBatch([inbound('c1', orderPlaced())], { table, rules: rulesWith() });
    const { items } = await table.query('customer#c1');
    expect(items.filter(({ expiresAt }) => expiresAt !== undefined)).toEqual([]);
  });

  it('is absent for whoever reads it, though the table still has it', async () => {
    const table = memoryTable();
    await customerOf(table);
    const story = async (now: number) =>
      (await readStory(table, 'c1', { rules, clock: clockAt(now) })).journal.map(({ input }) => input.id);
    expect(await story(day(30) - 1)).toEqual(['order-1', `reachable-${day(20)}`]);
    expect(await story(day(30))).toEqual([`reachable-${day(20)}`]);
    const exported = async (now: number) => {
      let text = '';
      for await (const piece of exportCustomer('c1', 'test', { table, clock: clockAt(now), secret: SECRET }))
        text += piece;
      return customerExportSchema.parse(JSON.parse(text)).journal.map(({ input }) => input.id);
    };
    expect((await exported(day(30) - 1)).length).toBe(2);
    expect(await exported(day(30))).toEqual([`reachable-${day(20)}`]);
  });

  it('goes from the table of one machine, and the customer is as before', async () => {
    const table = memoryTable();
    await customerOf(table);
    const before = await table.get({ pk: 'customer#c1', sk: 'state' });
    expect(await table.removeExpired(day(40))).toBe(1);
    expect((await table.query('customer#c1', { prefix: 'journal#' })).items.length).toBe(1);
    expect(await table.get({ pk: 'customer#c1', sk: 'state' })).toEqual(before);
  });

  it('has no effect on counters when it goes', async () => {
    const table = memoryTable();
    await customerOf(table);
    const { items } = await table.query('customer#c1', { prefix: 'journal#' });
    const removals = items.map(
      (before, position): Change => ({ sequence: String(position), kind: 'remove', key: before, before }),
    );
    expect(removals.length).toBe(2);
    expect(countChanges(removals)).toEqual([]);
  });

  it('is, of misses, counted from when they came about', () => {
    const fact = {
      kind: 'message.suppressed',
      at: day(3),
      campaign: 'thanks',
      step: 'mail',
      occurrence: 'o1',
      channel: 'email',
      reason: 'capped',
    };
    const entry = {
      pk: 'customer#c1',
      sk: 'journal#e1',
      version: 1,
      body: { at: day(3), rules: 'r', version: 1, place: 0, input: { kind: 'tick' }, facts: [fact] },
    };
    const writes = countChanges([{ sequence: '1', kind: 'insert', key: entry, after: entry }], 10);
    const misses = writes.filter((write) => write.kind === 'put');
    expect(misses.map(({ item }) => [item.pk, item.expiresAt])).toEqual([
      [missesPartition('thanks'), day(3) + 10 * DAY_MS],
    ]);
  });
});

describe('retention.yaml', () => {
  const read = (content: string) => {
    const files = new Map([['retention.yaml', content]]);
    const problems = collectProblems({ directory: '', files, shownPath: (path) => path, version: 'test' });
    return { retention: readRetention(problems), told: problems.list.map(formatShopProblem) };
  };

  it('keeps misses for 400 days, and all else until the customer is erased, where it says nothing', () => {
    expect(read('').retention).toEqual({ missDays: 400 });
    expect(
      read('journal: 1095\nmessages: 365\nmisses: 90\nidleProspects: 730\nmailbox: 30').retention,
    ).toEqual({
      missDays: 90,
      journalDays: 1095,
      messageDays: 365,
      mailboxDays: 30,
      idleProspectDays: 730,
    });
  });

  it('refuses to forget what tells that a message has been handled while the message may still come again', () => {
    const { retention, told } = read('journal: 14');
    expect(retention).toBeUndefined();
    expect(told).toEqual([expect.stringMatching(/^retention\.yaml:1:10: .*30/)]);
  });

  it('names the field that was meant', () => {
    expect(read('jurnal: 100').told).toEqual([expect.stringMatching(/^retention\.yaml:1:1: .*"journal"/)]);
  });
});
