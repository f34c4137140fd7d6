import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFreePort } from '../../../infra/local/http/find-free-port.ts';
import { temporaryFolder } from '../../support/data-folder.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import { startShop } from '../../support/running-shop.ts';
import { copyShop, LETTER_SHOP } from '../../support/shop-copy.ts';

it('pauses, resumes and stops a campaign of a running shop, and of one that has stopped', async () => {
  using folder = temporaryFolder();
  await using files = await copyShop(LETTER_SHOP);
  const orders = join(folder.path, 'orders.csv');
  writeFileSync(
    orders,
    'order_id,customer_id,occurred_at,total,currency\n1,c1,2025-06-01T10:00:00Z,10.00,USD\n',
  );
  const start = async () =>
    await startShop(
      ...['--data', folder.path, '--shop', files.directory, '--port', String(await findFreePort())],
      ...['--orders', orders, '--until', '2025-06-10'],
    );
  const perennial = async (...args: readonly string[]) => {
    const run = await runPerennial([...args, '--data', folder.path, '--json']);
    return { code: run.code, ...JSON.parse(run.stdout) };
  };

  const shop = await start();
  await shop.open;
  const paused = await perennial('pause', 'win-back');
  expect(paused).toMatchObject({ code: 0, campaign: 'win-back', status: 'paused', isNew: true });
  // By the shop's clock, which goes on where its history ended.
  expect(new Date(paused.since).toISOString()).toMatch(/^2025-06-/);
  expect(await perennial('pause', 'win-back')).toMatchObject({ code: 0, isNew: false, since: paused.since });
  expect(await perennial('pause', 'winback')).toMatchObject({
    code: 1,
    error: { code: 'CAMPAIGN.UNKNOWN', message: expect.stringContaining('Did you mean "win-back"?') },
  });
  expect(await shop.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });

  expect(await perennial('campaigns')).toMatchObject({
    campaigns: [{ campaign: 'win-back', status: 'paused', since: paused.since, publishedAt: null }],
  });
  const resumed = await perennial('resume', 'win-back');
  expect(resumed).toMatchObject({ code: 0, status: 'running', isNew: true });
  expect(new Date(resumed.since).toISOString()).toMatch(/^2025-06-/);

  await files.write('campaigns/second.yaml', SECOND);
  const again = await start();
  await again.open;
  const { campaigns } = await perennial('campaigns');
  expect(campaigns).toMatchObject([
    { campaign: 'second', status: 'running', since: null },
    { campaign: 'win-back', status: 'running', since: resumed.since },
  ]);
  // A campaign that came later holds from when the shop had it, by its own clock.
  expect(new Date(campaigns[0].publishedAt).toISOString()).toMatch(/^2025-06-/);
  expect(await perennial('stop', 'second')).toMatchObject({ code: 0, status: 'stopped' });
  expect(await again.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
});

it('says where there is no data, and on the command line what is missing', async () => {
  using folder = temporaryFolder();
  const data = ['--data', folder.path];
  expect(await runPerennial(['pause', 'win-back', ...data])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('There is no data in'),
  });
  expect(await runPerennial(['stop', ...data])).toMatchObject({ code: 2 });
});

const SECOND = `
description: Another one.
trigger: { kind: enters, stage: at-risk }
steps:
  - { kind: send, name: letter, channel: email, template: win-back }
`;
