import { beforeAll, describe, expect, it } from 'vitest';
import { listCustomers } from '../../../../shared/app/console/list-customers.ts';
import { readStory } from '../../../../shared/app/console/read-story.ts';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { type SeededShop, seedShop } from '../../../support/seeded-shop.ts';

describe('readStory', () => {
  let seeded: SeededShop;
  beforeAll(async () => {
    seeded = await seedShop(25);
  });

  it('gives the journal in the order in which it came about, with every why', async () => {
    const { journal, journalLength } = await readStory(seeded.table, seeded.mailed.customerId);
    const versions = journal.map(({ stateVersion }) => stateVersion);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(journalLength).toBe(journal.length);
    const lapse = journal
      .flatMap(({ facts }) => facts)
      .find((fact) => fact.kind === 'stage.changed' && fact.to === 'lapsed');
    expect(lapse).toMatchObject({ why: { days: 180 } });
  });

  it('gives contact, consent, orders and what was sent', async () => {
    const { customerId } = seeded.mailed;
    const story = await readStory(seeded.table, customerId);
    expect(story.contact.email).toBe(`${customerId}@example.invalid`);
    expect(story.state.consents.email?.status).toBe('granted');
    expect(story.summary.orders).toBe(story.state.orders.length);
    expect(story.claims).toMatchObject([{ status: 'sent', campaign: 'win-back' }]);
  });

  it('explains the customer as of now where it is told the rules, by the calibration in force', async () => {
    const { table, rules, now } = seeded;
    const { customerId } = seeded.mailed;
    const clock = clockAt(now + 60_000);
    const { state, explanation } = await readStory(table, customerId, { rules, clock });
    expect(explanation).toMatchObject({ asOf: now + 60_000, calibration: { sequence: 1, since: now } });
    expect(explanation?.classes).toContainEqual(
      expect.objectContaining({ name: 'stage', value: state.classes.stage }),
    );
    expect(explanation?.segments.map(({ name }) => name)).toEqual(rules.segments.map(({ name }) => name));
    expect(await readStory(table, customerId)).not.toHaveProperty('explanation');
  });

  it('explains a customer who is overdue as of when what is stored was true', async () => {
    const { table, rules } = seeded;
    const overdue = (await listCustomers(table, { stage: 'active' })).customers[0]?.customerId ?? '';
    const {
      state,
      dueAt = 0,
      explanation,
    } = await readStory(table, overdue, {
      rules,
      clock: clockAt(seeded.now + 3_650 * DAY_MS),
    });
    expect(dueAt).toBeLessThan(seeded.now + 3_650 * DAY_MS);
    expect(explanation?.asOf).toBe(state.asOf);
  });

  it('knows no customer by another id', async () => {
    await expect(readStory(memoryTable(), 'nobody')).rejects.toMatchObject({
      code: 'CONSOLE.UNKNOWN_CUSTOMER',
    });
  });

  it('says so where an item has a shape of another release', async () => {
    const table = memoryTable();
    const item = { ...stateKey('c'), version: 1, body: { from: 'the future' } };
    await table.transact([{ kind: 'put', item, condition: 'none' }]);
    await expect(readStory(table, 'c')).rejects.toMatchObject({ code: 'CONSOLE.UNREADABLE_ITEM' });
  });
});
