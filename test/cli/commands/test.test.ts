import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { oneCampaignShop } from '../../support/one-campaign-shop.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import type { ShopCopy } from '../../support/shop-copy.ts';

const SCENARIO = `description: Whoever lapses gets a mail.
start: '2026-01-01T10:00:00Z'
zone: UTC
customers: { ann: { history: [{ ago: 178d, kind: order.placed, total: 150 }] } }
until: '2026-01-05'
expect: [{ messages: [{ campaign: win-back, step: first, at: '2026-01-03T10:00' }] }]
`;

describe('perennial test', () => {
  let shop: ShopCopy;
  beforeAll(async () => {
    shop = await oneCampaignShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  it('ends well where all is as expected, and with code 1 and the place where something is not', async () => {
    await shop.write('tests/lapsed.yaml', SCENARIO);
    const passed = await runPerennial(['test', '--shop', shop.directory]);
    expect(passed).toMatchObject({ code: 0, stderr: '' });
    expect(passed.stdout).toMatch(/^ok .*lapsed\.yaml {2}Whoever lapses gets a mail\.$/m);

    await shop.write('tests/late.yaml', SCENARIO.replace("at: '2026-01-03T10:00'", "at: '2026-01-03T11:00'"));
    const failed = await runPerennial(['test', '--shop', shop.directory]);
    expect(failed).toMatchObject({ code: 1, stderr: '' });
    expect(failed.stdout).toMatch(
      /late\.yaml:6:\d+: ann, at 2026-01-05 00:00: expected one message, and there was one message/,
    );
    expect(failed.stdout).toMatch(/2 scenarios, 1 not as expected\.$/m);

    const file = join(shop.directory, 'tests', 'late.yaml');
    const json = await runPerennial(['test', file, '--shop', shop.directory, '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      scenarios: 1,
      passed: 0,
      files: [{ passed: false, failures: [{ line: 6, kind: 'messages', customer: 'ann' }] }],
    });
  });

  it('refuses a shop with mistakes, a file that is not there, and an option that is none', async () => {
    const { directory } = shop;
    await expectInputRefused(['test', '/none.yaml', '--shop', directory], 'SCENARIO.NO_FILE', /none\.yaml/);
    await expectInputRefused(['test', '--shop', '/nowhere'], 'SHOP.INVALID', /no such folder/);
    expectRefusal(await runPerennial(['test', '--frobnicate']), 2, /unknown option/);
  });
});
