import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInputRefused } from '../../support/expect-refusal.ts';
import { gitIn } from '../../support/git-repository.ts';
import { oneCampaignShop } from '../../support/one-campaign-shop.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import type { ShopCopy } from '../../support/shop-copy.ts';

const ORDERS = `order_id,customer_id,occurred_at,total,currency
1,ann,2025-01-01T10:00:00Z,150.00,USD
2,bob,2025-01-10T10:00:00Z,150.00,USD
3,cat,2025-01-10T10:00:00Z,10.00,USD
`;

describe('perennial simulate --against', () => {
  let shop: ShopCopy;
  let orders: string;
  beforeAll(async () => {
    shop = await oneCampaignShop();
    await shop.edit('campaigns/win-back.yaml', 'holdout: 10\n', '');
    gitIn(shop.directory).commit('one');
    orders = join(shop.directory, '..', 'orders.csv');
    writeFileSync(orders, ORDERS);
  });
  afterAll(() => shop[Symbol.asyncDispose]());
  const simulate = (...args: readonly string[]) =>
    runPerennial([
      'simulate',
      '--shop',
      shop.directory,
      '--orders',
      orders,
      '--until',
      '2025-09-01',
      ...args,
    ]);

  it('reports each campaign and step with its cost, and that nothing differs from the same files', async () => {
    const run = await simulate('--against', 'HEAD');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^ {2}win-back +2 +0 +4 +0 +0 +0 +\$0\.00 +\$0\.04$/m);
    expect(run.stdout).toMatch(/^ {4}second +2 +0 +0 +0 +\$0\.00 +\$0\.02$/m);
    expect(run.stdout).toMatch(/^ {2}win-back: not entered: not-in-audience 1$/m);
    expect(run.stdout).toMatch(/^Against HEAD: everybody gets the same, at the same time\.$/m);
  });

  it('says who gets what more, less and at another time, and writes each change', async () => {
    await shop.edit('campaigns/win-back.yaml', 'for: 7d', 'for: 9d');
    await shop.edit(
      'campaigns/win-back.yaml',
      'audience: tier == "mid" && orders >= 1',
      'audience: orders >= 1',
    );
    const changes = join(shop.directory, '..', 'changes.csv');
    const run = await simulate('--against', 'HEAD', '--changes', changes, '--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      campaigns: [{ campaign: 'win-back', steps: [{ step: 'first', requested: 3 }, { step: 'second' }] }],
      totals: { entered: 3, requested: 6, cost: 0.06 },
      comparison: {
        against: 'HEAD',
        requested: { before: 4, after: 6 },
        cost: { before: 0.04, after: 0.06 },
        customers: 3,
        campaigns: [
          {
            campaign: 'win-back',
            entered: { before: 2, after: 3 },
            steps: [
              { step: 'first', before: 2, after: 3, changes: { more: 1, less: 0, moved: 0, changed: 0 } },
              { step: 'second', before: 2, after: 3, changes: { more: 1, less: 0, moved: 2, changed: 0 } },
            ],
          },
        ],
      },
    });
    const rows = readFileSync(changes, 'utf8').split('\r\n');
    expect(rows).toContain(
      'ann,win-back,second,moved,2025-07-07T10:00:00.000Z,2025-07-09T10:00:00.000Z,email,email,win-back,win-back,"{""percent"":10}","{""percent"":10}"',
    );
    expect(rows.filter((row) => row.startsWith('cat,win-back,first,more,'))).toHaveLength(1);
    expect(rows).toHaveLength(6);
  });

  it('refuses a revision that is not there, a folder without git, and changes against nothing', async () => {
    const args = ['simulate', '--shop', shop.directory, '--orders', orders];
    await expectInputRefused([...args, '--against', 'nope'], 'GIT.NO_REVISION', /no revision "nope"/);
    await expectInputRefused([...args, '--changes', 'x.csv'], 'SIMULATE.NOTHING_TO_COMPARE', /--against/);
    await using elsewhere = await oneCampaignShop();
    const without = ['simulate', '--shop', elsewhere.directory, '--orders', orders, '--against', 'HEAD'];
    await expectInputRefused(without, 'GIT.NO_REPOSITORY', /no git repository/);
  });
});
