import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused } from '../../support/expect-refusal.ts';
import { replayOrders } from '../../support/history-result.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const ORDERS = `order_id,customer_id,occurred_at,total,currency
1,ann,2025-06-01T10:00:00Z,150.00,USD
2,bob,2025-06-01T10:00:00Z,150.00,USD
`;

describe('perennial misses', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = temporaryFolder();
    const orders = join(folder.path, 'orders.csv');
    writeFileSync(orders, ORDERS);
    // Nobody has agreed to marketing: each message that promotion wanted is a miss.
    await replayOrders(folder.path, orders, '--until', '2026-03-01', '--no-assume-consent');
  });
  afterAll(() => folder[Symbol.dispose]());

  const misses = async (...args: string[]) =>
    await runPerennial(['misses', 'win-back', '--data', folder.path, ...args]);

  it('lists who did not get a message, with the reason, and figures that add up', async () => {
    const run = await misses('--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { campaign, steps, misses: listed } = JSON.parse(run.stdout);
    expect(campaign).toBe('win-back');
    expect(listed.length).toBeGreaterThan(0);
    const counted = steps.flatMap((step: { missed: { count: number }[] }) =>
      step.missed.map(({ count }) => count),
    );
    expect(counted.reduce((total: number, count: number) => total + count, 0)).toBe(listed.length);
  });

  it('says the same to a person', async () => {
    const run = await misses();
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Campaign win-back\n/);
    expect(run.stdout).toMatch(/^Step \S+: \d+ wanted$/m);
    expect(run.stdout).toMatch(/^ {2}no-consent +\d+$/m);
    expect(run.stdout).toMatch(
      /^ {2}\d{4}-\d\d-\d\d \d\d:\d\d .*(ann|bob) {2}\S+ by email: suppressed \(no-consent\)$/m,
    );
  });

  it('says whom it kept out for comparison, if asked', async () => {
    const run = await misses('--held-out');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/kept out for comparison/i);
    const { comparison, heldOut } = JSON.parse((await misses('--held-out', '--json')).stdout);
    expect(comparison).toHaveLength(heldOut.holdout + heldOut.control);
  });

  it('refuses a campaign that is not there', async () => {
    await expectInputRefused(
      ['misses', 'win-bakc', '--data', folder.path],
      'CONSOLE.UNKNOWN_CAMPAIGN',
      /"win-bakc".* Did you mean "win-back"/,
    );
  });
});
