import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFreePort } from '../../../infra/local/http/find-free-port.ts';
import { customerExportSchema } from '../../../shared/contracts/customer-export.ts';
import { temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused } from '../../support/expect-refusal.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import { startShop } from '../../support/running-shop.ts';
import { copyShop, LETTER_SHOP } from '../../support/shop-copy.ts';

const ORDERS = `order_id,customer_id,occurred_at,total,currency
1,ann,2025-06-01T10:00:00Z,10.00,USD
2,bob,2025-06-01T10:00:00Z,10.00,USD
3,cleo,2025-06-02T10:00:00Z,10.00,USD
`;

it('finds, exports and erases customers of a running shop, and of one that has stopped', async () => {
  using folder = temporaryFolder();
  await using files = await copyShop(LETTER_SHOP);
  const data = join(folder.path, 'data');
  const orders = join(folder.path, 'orders.csv');
  writeFileSync(orders, ORDERS);
  const perennial = async (...args: readonly string[]) => {
    const run = await runPerennial([...args, '--data', data, '--json']);
    return { code: run.code, ...JSON.parse(run.stdout) };
  };
  const shop = await startShop(
    ...['--data', data, '--shop', files.directory, '--port', String(await findFreePort())],
    ...['--orders', orders, '--until', '2025-06-10'],
  );
  await shop.open;

  expect(await perennial('find', '--email', 'ANN@example.invalid')).toMatchObject({
    code: 0,
    customers: ['ann'],
  });
  expect(await perennial('find', '--email', 'x@example.invalid')).toMatchObject({ code: 0, customers: [] });

  // What is given out is the same from the running shop's own answer.
  const exported = await runPerennial(['export', 'ann', '--data', data, '--by', 'olga']);
  expect(exported).toMatchObject({ code: 0, stderr: '' });
  expect(customerExportSchema.parse(JSON.parse(exported.stdout))).toMatchObject({
    customerId: 'ann',
    contact: { email: 'ann@example.invalid' },
    state: { asOf: expect.stringMatching(/^2025-06-/), orders: [{ orderId: '1', totalMinor: 1000 }] },
  });

  // Without --yes it only says what would go.
  expect(await perennial('erase', 'ann')).toMatchObject({
    code: 0,
    done: false,
    erasure: 'none',
    items: { state: 1, contact: 1 },
  });
  expect(await perennial('customer', 'ann')).toMatchObject({ code: 0 });
  expect(await perennial('erase', 'ann', '--yes', '--by', 'olga')).toMatchObject({
    code: 0,
    done: true,
    isNew: true,
    removed: { state: 1, contact: 1 },
  });
  expect(await perennial('customer', 'ann')).toMatchObject({
    code: 1,
    error: { code: 'CONSOLE.ERASED_CUSTOMER' },
  });
  expect(await perennial('erase', 'ann', '--yes')).toMatchObject({ code: 0, isNew: false });
  expect(await perennial('erase', 'nobody', '--yes')).toMatchObject({
    code: 1,
    error: { code: 'PRIVACY.UNKNOWN_CUSTOMER' },
  });
  expect((await fetch(`${shop.url}/api/customers/ann`)).status).toBe(410);

  // Somebody who comes back: by the run that holds the folder.
  expect((await runPerennial(['erase', '--lift', 'ann', '--data', data])).code).toBe(2);
  const reason = 'signed up again, request 7';
  expect(await perennial('erase', '--lift', 'cleo', '--reason', reason)).toMatchObject({
    code: 1,
    error: { code: 'PRIVACY.NOT_ERASED' },
  });
  expect(
    await perennial(
      'erase',
      '--lift',
      'ann',
      '--reason',
      reason,
      '--by',
      'olga',
      '--email',
      'ann@example.invalid',
    ),
  ).toMatchObject({ code: 0, lifted: true, addresses: 1, isRecent: true });
  expect((await fetch(`${shop.url}/api/customers/ann`)).status).toBe(404);
  expect(await shop.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });

  // And of a data folder that no run holds.
  const out = join(folder.path, 'bob.json');
  expect(await perennial('export', 'bob', '--out', out)).toMatchObject({ code: 0, file: out });
  expect(statSync(out).mode & 0o077).toBe(0);
  expect(customerExportSchema.parse(JSON.parse(readFileSync(out, 'utf8'))).customerId).toBe('bob');
  const nowhere = await runPerennial([
    'export',
    'bob',
    '--data',
    data,
    '--out',
    join(folder.path, 'no/x.json'),
  ]);
  expect(nowhere).toMatchObject({ code: 1, stdout: '' });
  expect(nowhere.stderr).toMatch(/^The file .* cannot be written\. Name another one with --out\.\n$/);
  await expectInputRefused(['find', '--email', 'bob', '--data', data], 'CLI.FIND_WHAT', /whole address/);
  await expectInputRefused(['find', '--phone', '0555 1', '--data', data], 'CLI.FIND_WHAT', /country code/);
  expect(await perennial('erase', 'bob', '--yes', '--by', 'olga')).toMatchObject({ code: 0, isNew: true });
  expect(await perennial('find', '--email', 'bob@example.invalid')).toMatchObject({ customers: [] });
  expect(await perennial('find', '--email', 'cleo@example.invalid')).toMatchObject({ customers: ['cleo'] });
  const { records } = await perennial('audit', '--customer', 'ann');
  expect(records.map(({ action, by }: { action: string; by: string }) => [action, by])).toEqual([
    ['erasure-lifted', 'olga'],
    ['erased', 'olga'],
    ['erasure-begun', 'olga'],
    ['exported', 'olga'],
  ]);
  const database = readFileSync(join(data, 'perennial.db'));
  for (const trace of ['ann@example.invalid', 'bob@example.invalid', 'customer#ann', 'customer#bob'])
    expect(database.includes(trace), trace).toBe(false);
  expect(database.includes('cleo@example.invalid')).toBe(true);
  expect(await perennial('find')).toMatchObject({ code: 1, error: { code: 'CLI.FIND_WHAT' } });
});
