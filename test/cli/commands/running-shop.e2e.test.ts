import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { calibratedNowSchema } from '../../../infra/local/http/calibrate-now.ts';
import { findFreePort } from '../../../infra/local/http/find-free-port.ts';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import { poll, type RunningShop, startShop } from '../../support/running-shop.ts';

const CUSTOMERS = 130;

const overviewSchema = z.object({ totals: z.object({ customers: z.int() }) });

describe('commands that ask a running shop', () => {
  let folder: TemporaryFolder;
  let shop: RunningShop;
  beforeAll(async () => {
    folder = temporaryFolder();
    const orders = join(folder.path, 'orders.csv');
    const rows = Array.from(
      { length: CUSTOMERS },
      (_, number) => `${number},c${number},2025-06-01T10:00:00Z,${10 + number}.00,USD`,
    );
    writeFileSync(orders, `order_id,customer_id,occurred_at,total,currency\n${rows.join('\n')}\n`);
    const port = String(await findFreePort());
    shop = await startShop(
      '--data',
      folder.path,
      '--port',
      port,
      '--orders',
      orders,
      '--until',
      '2025-06-10',
    );
    await shop.open;
  });
  afterAll(async () => {
    await shop?.end('SIGKILL');
    folder[Symbol.dispose]();
  });

  const calibrate = async () => {
    const run = await runPerennial(['calibrate', '--data', folder.path, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return calibratedNowSchema.parse(JSON.parse(run.stdout));
  };
  const explain = async (id: string, ...args: readonly string[]) => {
    const run = await runPerennial(['explain', id, '--data', folder.path, '--json', ...args]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return JSON.parse(run.stdout);
  };
  /** A hundred customers more, who spent a hundred times as much. */
  const growRich = async () => {
    const line = shop.lines.find((each) => each.includes('curl')) ?? '';
    const { key = '', at = '' } =
      /Bearer (?<key>[^']+)'.*"occurredAt":"(?<at>[^"]+)"/.exec(line)?.groups ?? {};
    const events = Array.from({ length: 100 }, (_, number) => ({
      id: `rich-${number}`,
      type: 'order.placed',
      customerId: `rich-${number}`,
      occurredAt: at,
      data: { orderId: 'first', total: 100_000 * (10 + number), currency: 'USD' },
    }));
    const response = await fetch(`${shop.url}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(response.status).toBe(202);
    await poll(
      async () => overviewSchema.parse(await (await fetch(`${shop.url}/api/overview`)).json()),
      ({ totals }) => totals.customers === CUSTOMERS + 100,
    );
  };

  it('calibrates at once: first nothing new, then thresholds that follow the shop', async () => {
    const same = await calibrate();
    expect(same).toMatchObject({ isNew: false, customers: CUSTOMERS, currency: 'USD' });
    expect(same.now).toEqual(same.before);

    await growRich();
    const moved = await calibrate();
    expect(moved).toMatchObject({ isNew: true, sequence: same.sequence + 1, customers: CUSTOMERS + 100 });
    expect(moved.before).toEqual(same.now);
    expect(moved.now.headMinor).toBeGreaterThan(10 * moved.before.headMinor);
    expect(moved.now.recencyDays).toEqual(moved.before.recencyDays);
    expect(moved.model).toBeNull();
    expect(moved.gates).toContainEqual({ name: 'customers', needed: 500, measured: 230, isPassed: false });

    const run = await runPerennial(['calibrate', '--data', folder.path]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`Nothing new was learned. Calibration ${moved.sequence} of `);
    expect(run.stdout).toMatch(/^ {2}head from, USD +[\d,]+\.\d\d +as before$/m);
    expect(run.stdout).toContain('Fixed by the files: recency.');
    expect(run.stdout).toContain('230 customers who bought (500 needed)');
  });

  it('explains a customer by the rules of the run, not those of --shop', async () => {
    const explained = await explain('c7', '--shop', '/nowhere');
    expect(explained).toMatchObject({ customerId: 'c7', currency: 'USD', horizonDays: 365 });
    expect(explained.calibration.sequence).toBeGreaterThan(0);
    expect(explained.classes).toContainEqual(expect.objectContaining({ name: 'tier', value: 'tail' }));
  });

  it('explains the same from the folder once the shop has stopped, and then calibrates no more', async () => {
    const before = await explain('c7');
    expect(await shop.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    const after = await explain('c7');
    expect({ ...after, asOf: before.asOf }).toEqual(before);
    expect(after.asOf).toBeGreaterThan(before.asOf);
    expect(await runPerennial(['calibrate', '--data', folder.path])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('No shop runs on the data in'),
    });
  });
});
