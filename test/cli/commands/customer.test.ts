import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused } from '../../support/expect-refusal.ts';
import { replayOrders } from '../../support/history-result.ts';
import { oneCampaignShop } from '../../support/one-campaign-shop.ts';
import { runPerennial } from '../../support/run-perennial.ts';

describe('perennial customer', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = temporaryFolder();
    const orders = join(folder.path, 'orders.csv');
    writeFileSync(
      orders,
      'order_id,customer_id,occurred_at,total,currency\n1,ann,2025-01-01T10:00:00Z,150.00,USD\n',
    );
    await using shop = await oneCampaignShop();
    await replayOrders(folder.path, orders, '--until', '2025-12-31', '--shop', shop.directory);
  });
  afterAll(() => folder[Symbol.dispose]());

  it('tells a customer’s classes, and each change with the values behind it', async () => {
    const run = await runPerennial(['customer', 'ann', '--data', folder.path]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Customer ann$/m);
    expect(run.stdout).toMatch(/^ {2}stage {6}lapsed$/m);
    expect(run.stdout).toMatch(/^ {2}consent {4}email granted$/m);
    expect(run.stdout).toMatch(/^ {2}RFM {8}2 1 4, Dormant$/m);
    expect(run.stdout).toMatch(/^ {2}price {6}too little known$/m);
    expect(run.stdout).toMatch(/^ {2}segments {3}.*nearly-head/m);
    expect(run.stdout).toContain('stage.changed at-risk -> lapsed (days 180, occasions 1)');
    expect(run.stdout).toContain('message.requested win-back/first (channel email, template win-back');
    expect(run.stdout).toContain('win-back/first: sent');
  });

  it('tells it as one JSON object', async () => {
    const run = await runPerennial(['customer', 'ann', '--data', folder.path, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      state: { customerId: 'ann', classes: { stage: 'lapsed' } },
      summary: { orders: 1 },
      contact: { email: 'ann@example.invalid' },
      claims: [
        { campaign: 'win-back', step: 'first', status: 'sent' },
        { campaign: 'win-back', step: 'second', status: 'sent' },
      ],
    });
  });

  it('says so where nobody has the id, or there is no data', async () => {
    const { path } = folder;
    await expectInputRefused(['customer', 'bob', '--data', path], 'CONSOLE.UNKNOWN_CUSTOMER', /this id/);
    await expectInputRefused(['consents', 'bob', '--data', path], 'CONSOLE.UNKNOWN_CUSTOMER', /this id/);
    await expectInputRefused(['customer', 'ann', '--data', '/nowhere'], 'CLI.NO_DATA', /Run npm start first/);
  });
});
