import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadShop } from '../../../shared/config/load-shop.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { gitIn } from '../../support/git-repository.ts';
import { replayOrders } from '../../support/history-result.ts';
import { oneCampaignShop } from '../../support/one-campaign-shop.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import type { ShopCopy } from '../../support/shop-copy.ts';

const ORDERS = `order_id,customer_id,occurred_at,total,currency
1,ann,2025-01-01T10:00:00Z,150.00,USD
2,bob,2025-01-02T10:00:00Z,150.00,USD
`;

describe('perennial plan', () => {
  let shop: ShopCopy;
  const within = (name: string) => join(shop.directory, '..', name);
  beforeAll(async () => {
    shop = await oneCampaignShop();
    await shop.edit('campaigns/win-back.yaml', 'holdout: 10\n', '');
    gitIn(shop.directory).commit('one');
    writeFileSync(within('shop.json'), JSON.stringify(await loadShop(shop.directory)));
    writeFileSync(within('orders.csv'), ORDERS);
    // Both lapse at the end of June, and wait for their second mail.
    await replayOrders(
      within('data'),
      within('orders.csv'),
      '--shop',
      shop.directory,
      '--until',
      '2025-07-03',
    );
    await shop.edit('campaigns/win-back.yaml', 'name: a-week', 'name: some-days');
    await shop.edit('templates/win-back/en.yaml', 'See what is new', 'Come and see');
  });
  afterAll(() => shop[Symbol.asyncDispose]());
  const plan = (...args: readonly string[]) => runPerennial(['plan', '--shop', shop.directory, ...args]);

  it('says in sentences what a deploy changes against what is committed, and how many leave', async () => {
    const run = await plan('--data', within('data'));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Against HEAD a deploy changes:$/m);
    expect(run.stdout).toMatch(/^~ campaign win-back$/m);
    expect(run.stdout).toMatch(/^ {4}Step "a-week" is gone: 2 journeys that stand at it leave\.$/m);
    expect(run.stdout).toMatch(/^~ template win-back$/m);
  });

  it('compares with a compiled shop too, as one JSON object', async () => {
    const run = await plan('--bundle', within('shop.json'), '--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { changes } = JSON.parse(run.stdout);
    expect(changes.map((change: { area: string; name: string }) => `${change.area} ${change.name}`)).toEqual([
      'campaign win-back',
      'template win-back',
    ]);
  });

  it('refuses what is no bundle and no revision, and both at once', async () => {
    const args = ['plan', '--shop', shop.directory];
    await expectInputRefused([...args, '--bundle', within('orders.csv')], 'PLAN.NO_BUNDLE', /shop\.json/);
    await expectInputRefused(
      [...args, '--bundle', within('none.json')],
      'PLAN.NO_BUNDLE',
      /There is no file .*none\.json/,
    );
    await expectInputRefused([...args, '--against', 'v9'], 'GIT.NO_REVISION', /"v9"/);
    expectRefusal(await plan('--against', 'HEAD', '--bundle', 'x'), 2, /cannot be used with/);
  });
});
