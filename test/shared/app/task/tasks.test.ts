import { describe, expect, it } from 'vitest';
import { relayFacts } from '../../../../shared/app/dispatch/relay-facts.ts';
import { indexShards } from '../../../../shared/app/item-keys.ts';
import { closeTask } from '../../../../shared/app/task/close-task.ts';
import { listTasks } from '../../../../shared/app/task/task-list.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import type { Change, Table } from '../../../../shared/ports.ts';
import { clockAt, KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { journalChange } from '../../../support/journal-change.ts';
import { memoryTable } from '../../../support/memory-table.ts';

const asked = (dueAt: number, title = 'Call'): Fact => ({
  kind: 'task.requested',
  at: day(1),
  campaign: 'head-at-risk',
  step: 'call',
  occurrence: 'o',
  title,
  note: 'Ask how the last order was.',
  dueAt,
});

const entryOf = (customerId: string, inputId: string, ...facts: readonly Fact[]) =>
  journalChange(facts, { customerId, inputId, decidedAt: day(1) });

const relay = async (table: Table, ...changes: readonly Change[]): Promise<KeptBus> => {
  const bus = new KeptBus();
  await relayFacts(changes, { outbound: new KeptQueue(), webhooks: new KeptQueue(), bus, table });
  return bus;
};

const open = async (table: Table) => (await listTasks(table, 'open')).tasks;
const closed = async (table: Table) => (await listTasks(table, 'closed')).tasks;

describe('tasks', () => {
  it('stand in the list of open ones by their due date, each once however often their facts come', async () => {
    const table = memoryTable();
    const changes = [
      entryOf('c/1', 'e1', asked(day(9), 'Later'), asked(day(3), 'Sooner')),
      entryOf('c2', 'e1', asked(day(5), 'Between')),
    ];
    await relay(table, ...changes);
    await relay(table, ...changes.toReversed());
    const tasks = await open(table);
    expect(tasks.map(({ title, customerId }) => [title, customerId])).toEqual([
      ['Sooner', 'c/1'],
      ['Between', 'c2'],
      ['Later', 'c/1'],
    ]);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(3);
  });

  it('are read page by page', async () => {
    const table = memoryTable();
    const facts = Array.from({ length: 7 }, (_, index) => asked(day(index + 2), `${index}`));
    await relay(table, entryOf('c1', 'e1', ...facts));
    const titles: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTasks(table, 'open', { limit: 3, ...(cursor !== undefined && { cursor }) });
      titles.push(...page.tasks.map(({ title }) => title));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(titles).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  it('that are closed are listed newest first, and stay so when their facts come again', async () => {
    const table = memoryTable();
    const change = entryOf('c1', 'e1', asked(day(3), 'A'), asked(day(4), 'B'), asked(day(5), 'C'));
    await relay(table, change);
    const [a, b] = await open(table);
    await closeTask({ table, clock: clockAt(day(2)) }, a?.id ?? '', 'done', ' went well ');
    await closeTask({ table, clock: clockAt(day(3)) }, b?.id ?? '', 'dismissed');
    await relay(table, change);
    expect((await open(table)).map(({ title }) => title)).toEqual(['C']);
    expect(await closed(table)).toMatchObject([
      { title: 'B', status: 'dismissed', closedAt: day(3) },
      { title: 'A', status: 'done', closedAt: day(2), closingNote: 'went well' },
    ]);
  });

  it('are closed once: the first word stands, also of two at the same time', async () => {
    const table = memoryTable();
    await relay(table, entryOf('c1', 'e1', asked(day(3))));
    const id = (await open(table))[0]?.id ?? '';
    const clock = clockAt(day(2));
    const answers = await Promise.all([
      closeTask({ table, clock }, id, 'done'),
      closeTask({ table, clock }, id, 'dismissed'),
    ]);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(answers.map(({ task }) => task.status)).size).toBe(1);
    expect(await closeTask({ table, clock }, id, 'dismissed', 'too late')).toEqual({
      task: answers[0]?.task,
      isNew: false,
    });
  });

  it.each(['c1/nothing', 'nothing', '', '/x'])('named "%s" are told to be unknown', async (id) => {
    const table = memoryTable();
    await expect(closeTask({ table, clock: clockAt(0) }, id, 'done')).rejects.toMatchObject({
      code: 'TASK.UNKNOWN',
    });
  });

  it('take no note that is longer than they keep', async () => {
    const table = memoryTable();
    await relay(table, entryOf('c1', 'e1', asked(day(3))));
    const [task] = await open(table);
    await expect(
      closeTask({ table, clock: clockAt(0) }, task?.id ?? '', 'done', 'x'.repeat(1001)),
    ).rejects.toMatchObject({ code: 'TASK.NOTE_TOO_LONG' });
  });

  it('tell the bus when they are closed, under one id, and not what somebody wrote', async () => {
    const table = memoryTable();
    await relay(table, entryOf('c1', 'e1', asked(day(3))));
    const [task] = await open(table);
    const key = { pk: 'customer#c1', sk: `task#${task?.id.split('/')[1]}` };
    const before = await table.get(key);
    await closeTask({ table, clock: clockAt(day(2)) }, task?.id ?? '', 'done', 'Ada was glad');
    const after = await table.get(key);
    const change = {
      sequence: '2',
      kind: 'modify',
      key,
      ...(before && { before }),
      ...(after && { after }),
    } as const;
    const bus = await relay(table, change);
    expect(bus.entries).toEqual([
      {
        source: 'perennial',
        detailType: 'task.done',
        time: day(2),
        detail: {
          factId: 'c1/e1/0/closed',
          taskFactId: 'c1/e1/0',
          customerId: 'c1',
          at: new Date(day(2)).toISOString(),
          campaign: 'head-at-risk',
          step: 'call',
          occurrence: 'o',
          title: 'Call',
          dueAt: day(3),
        },
      },
    ]);
  });

  it('are no business of those who look for customers', async () => {
    const table = memoryTable();
    await relay(table, entryOf('c1', 'e1', asked(day(3)), asked(day(4))));
    await closeTask({ table, clock: clockAt(day(2)) }, (await open(table))[0]?.id ?? '', 'done');
    for (const shard of indexShards) {
      expect((await table.due(shard, Number.MAX_SAFE_INTEGER)).items).toEqual([]);
      expect((await table.audience(shard, '')).items).toEqual([]);
    }
  });
});
