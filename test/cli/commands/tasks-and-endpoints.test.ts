import { describe, expect, it } from 'vitest';
import { openLocalDatabase } from '../../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../../infra/local/sqlite/sqlite-table.ts';
import { endpointKey } from '../../../shared/app/item-keys.ts';
import { openTaskItem } from '../../../shared/app/task/task-items.ts';
import type { Table } from '../../../shared/ports.ts';
import { temporaryFolder } from '../../support/data-folder.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import { copyShop, LETTER_SHOP } from '../../support/shop-copy.ts';

/** Puts items into the data folder of a shop that does not run. */
async function fill(directory: string, work: (table: Table) => Promise<unknown>): Promise<void> {
  const database = openLocalDatabase(`${directory}/perennial.db`);
  await work(createSqliteTable(database, () => true));
  await database.close();
}

const task = openTaskItem('c-7', 'c-7/e/0', {
  kind: 'task.requested',
  at: Date.UTC(2026, 0, 1),
  campaign: 'head-at-risk',
  step: 'call',
  occurrence: 'o',
  title: 'Call a head customer',
  dueAt: Date.UTC(2026, 0, 3, 10),
});
const id = `c-7/${task.sk.slice('task#'.length)}`;

describe('perennial tasks', () => {
  it('lists what is to be done, marks it as done once, and lists it as closed', async () => {
    using folder = temporaryFolder();
    await fill(folder.path, (table) => table.transact([{ kind: 'put', item: task, condition: 'absent' }]));
    const perennial = (...args: readonly string[]) => runPerennial(['tasks', '--data', folder.path, ...args]);
    expect((await perennial()).stdout).toBe(
      `OVERDUE 2026-01-03 10:00 UTC  Call a head customer  (head-at-risk)  ${id}\n`,
    );
    expect(await perennial('--done', id, '--note', 'Went well.')).toMatchObject({
      code: 0,
      stdout: `"Call a head customer" (${id}) is done.\n`,
    });
    expect((await perennial('--dismiss', id)).stdout).toMatch(
      /has been done since .*; nothing was changed\.\n$/,
    );
    expect((await perennial()).stdout).toBe('There are none.\n');
    expect(JSON.parse((await perennial('--closed', '--json')).stdout)).toMatchObject({
      tasks: [{ id, status: 'done', closingNote: 'Went well.' }],
    });
  });

  it('tells what is wrong with what it was given', async () => {
    using folder = temporaryFolder();
    await fill(folder.path, async () => undefined);
    const perennial = (...args: readonly string[]) => runPerennial(['tasks', '--data', folder.path, ...args]);
    expect(await perennial('--done', 'c-7/unknown')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no task "c-7/unknown".'),
    });
    expect((await perennial('--done', 'nothing')).code).toBe(2);
    expect((await perennial('--note', 'for nothing')).code).toBe(2);
    expect((await perennial('--done', id, '--dismiss', id)).code).toBe(2);
  });
});

describe('perennial endpoints', () => {
  it('shows which are called, and enables one that was disabled', async () => {
    using folder = temporaryFolder();
    await using shop = await copyShop(LETTER_SHOP);
    await shop.write(
      'endpoints.yaml',
      'crm: { url: https://crm.example/hook, secret: crm }\nwarehouse: { url: https://w.example/, secret: w }\n',
    );
    const body = { status: 'disabled', since: Date.UTC(2026, 0, 3, 10) };
    await fill(folder.path, (table) =>
      table.transact([
        { kind: 'put', condition: 'none', item: { ...endpointKey('warehouse'), version: 1, body } },
      ]),
    );
    const perennial = (...args: readonly string[]) =>
      runPerennial(['endpoints', ...args, '--data', folder.path, '--shop', shop.directory]);
    expect((await perennial()).stdout).toBe(
      [
        'crm        is called  https://crm.example/hook',
        'warehouse  disabled since 2026-01-03 10:00 UTC: it answered 410 Gone  https://w.example/\n',
      ].join('\n'),
    );
    expect(await perennial('enable', 'warehuose')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Did you mean "warehouse"?'),
    });
    expect(await perennial('enable', 'warehouse')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^warehouse is called again\./),
    });
    expect((await perennial()).stdout).toMatch(/^warehouse {2}is called again since /m);
    expect((await perennial('enable')).code).toBe(2);
    expect((await perennial('disable', 'crm')).code).toBe(2);
  });
});
