import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { replayOrders } from '../../support/history-result.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const ORDERS = `order_id,customer_id,occurred_at,total,currency,sku,category,quantity
1,ann,2025-06-01T10:00:00Z,150.00,USD,sencha,green-tea,1
2,ann,2025-08-01T10:00:00Z,90.00,USD,sencha,green-tea,1
`;

describe('perennial explain', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = temporaryFolder();
    const orders = join(folder.path, 'orders.csv');
    writeFileSync(orders, ORDERS);
    await replayOrders(folder.path, orders, '--until', '2025-10-01');
  });
  afterAll(() => folder[Symbol.dispose]());

  it('tells each class with what it was read off, what comes next by itself, and each segment', async () => {
    const run = await runPerennial(['explain', 'ann', '--data', folder.path]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^ {2}as of {8}2025-10-0\d \d\d:\d\d UTC$/m);
    expect(run.stdout).toMatch(
      /^ {2}stage +active +days since last order 6[12]; occasions 2; .*at risk days 90/m,
    );
    expect(run.stdout).toMatch(/^ +at-risk from 2025-10-30 10:00 if nothing happens$/m);
    expect(run.stdout).toMatch(/^ {2}tier +mid +spent in window 240; .*head from 400; mid from 120/m);
    expect(run.stdout).toMatch(/^ {2}monetary score +4 +spent 240; cut amounts 25 60 120 400$/m);
    expect(run.stdout).toMatch(/^ {2}RFM group +Promising +cell 424$/m);
    expect(run.stdout).toMatch(/^ {2}categories +green-tea +green-tea 1$/m);
    expect(run.stdout).toMatch(/^ {2}in {3}green-tea-lovers +Green tea before all else\. /m);
    expect(run.stdout).toMatch(/^ +orders >= 2 && topCategory == "green-tea"$/m);
    expect(run.stdout).toMatch(/^ +orders 2; topCategory green-tea$/m);
    expect(run.stdout).toMatch(/^ {2}out {2}steady-waist /m);
    expect(run.stdout).toContain('No predictions: the shop has no model that can be trusted yet.');
  });

  it('gives the explanation as one JSON object', async () => {
    const run = await runPerennial(['explain', 'ann', '--data', folder.path, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      customerId: 'ann',
      currency: 'USD',
      horizonDays: 365,
      rulesVersion: expect.any(String),
      classes: expect.arrayContaining([
        {
          name: 'stage',
          value: 'active',
          evidence: expect.objectContaining({ occasions: 2, decidedBy: 'days' }),
          next: { at: Date.UTC(2025, 9, 30, 10), value: 'at-risk' },
        },
      ]),
      segments: expect.arrayContaining([expect.objectContaining({ name: 'nearly-head', isMember: true })]),
    });
  });

  it('tells why a customer did or did not get a campaign', async () => {
    const args = ['explain', 'ann', 'win-back', '--data', folder.path];
    const run = await runPerennial(args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Customer ann, campaign win-back: /);
    expect(run.stdout).toContain('Nothing has been decided yet: its trigger has never met this customer.');
    expect(run.stdout).toMatch(
      /^ {2}trigger +waits for a move into stage "lapsed"; the customer is in "active"$/m,
    );
    expect(run.stdout).toMatch(/^ {4}(yes|NO ) {2}tier == "mid" {2}\(tier mid\)$/m);
    const entered = await runPerennial(['explain', 'ann', 'nearly-head', '--data', folder.path, '--json']);
    expect(JSON.parse(entered.stdout)).toMatchObject({
      customerId: 'ann',
      campaign: 'nearly-head',
      decisions: expect.any(Array),
      prospect: { isPublished: true, trigger: { kind: 'enters' } },
    });
    await expectInputRefused(
      ['explain', 'ann', 'win-bak', '--data', folder.path],
      'CAMPAIGN.UNKNOWN',
      /Did you mean "win-back"\?/,
    );
  });

  it('says so where nobody has the id, there is no data, or the rules are missing', async () => {
    const { path } = folder;
    await expectInputRefused(['explain', 'bob', '--data', path], 'CONSOLE.UNKNOWN_CUSTOMER', /this id/);
    await expectInputRefused(['explain', 'ann', '--data', '/nowhere'], 'CLI.NO_DATA', /Run npm start first/);
    await expectInputRefused(
      ['explain', 'ann', '--data', path, '--shop', '/nowhere'],
      'SHOP.INVALID',
      /no such folder; give the folder that holds shop\.yaml/,
    );
    expectRefusal(await runPerennial(['explain']), 2, /missing required argument 'customer'/);
  });
});
