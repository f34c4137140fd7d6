import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { cameTo, replayOrders, simulateOrders } from '../../support/history-result.ts';
import { runPerennial } from '../../support/run-perennial.ts';

describe('perennial start', () => {
  let folder: TemporaryFolder;
  let orders: string;
  const inFolder = (name: string): string => join(folder.path, name);
  beforeAll(() => {
    folder = temporaryFolder();
    orders = inFolder('orders.csv');
    writeFileSync(
      orders,
      [
        'order_id,customer_id,occurred_at,total,currency',
        '1,ann,2026-01-01T10:00:00Z,10.00,USD',
        '2,bob,never,10.00,USD',
        '3,ann,2026-01-04T10:00:00Z,20.00,USD',
      ].join('\n'),
    );
  });
  afterAll(() => folder[Symbol.dispose]());

  it('prints with --exit --json what simulate would, and what became of the messages', async () => {
    const result = await replayOrders(inFolder('data'), orders);
    expect(cameTo(result)).toEqual(cameTo(await simulateOrders(orders)));
    expect(Object.keys(result.outcomes)).toEqual([
      'sent',
      'deferred',
      'rejected',
      'uncertain',
      'expired',
      'withdrawn',
      'unrenderable',
      'suppressed',
    ]);
  });

  it('says it to a person with --exit alone', async () => {
    const run = await runPerennial(['start', '--exit', '--data', inFolder('told'), '--orders', orders]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^ {2}orders {5}2$/m);
    expect(run.stdout).toContain(`${orders}:3: `);
  });

  it('refuses another history in the same folder', async () => {
    const data = inFolder('other');
    await replayOrders(data, orders);
    const args = ['start', '--exit', '--data', data, '--orders', orders, '--currency', 'EUR'];
    expectRefusal(await runPerennial(args), 1, /holds the history .* Use another --data/);
  });

  it('refuses an order file that is not there, and a row in it with --strict', async () => {
    const args = ['start', '--exit', '--data', inFolder('refused'), '--orders'];
    await expectInputRefused([...args, '/nowhere.csv'], 'ORDERS.NO_FILE', /There is no file \/nowhere\.csv/);
    expectRefusal(await runPerennial([...args, orders, '--strict']), 1, /orders\.csv:3: /);
  });

  it('refuses a data folder that cannot be made, or that holds something else', async () => {
    const refused = async (data: string, why: RegExp) =>
      expectRefusal(await runPerennial(['start', '--exit', '--data', data]), 1, why);
    await refused(join(orders, 'data'), /cannot be made .* with --data/);
    writeFileSync(inFolder('perennial.db'), Buffer.alloc(8_192, 'not a database'));
    await refused(folder.path, /perennial\.db is damaged or is not a database/);
  });

  it('says which file could not be written, and goes on from there when it can be', async () => {
    const args = ['start', '--exit', '--data', inFolder('full'), '--customers', '20'];
    const full = await runPerennial(args, { mostKilobytesPerFile: 1_024 });
    expectRefusal(full, 1, /full\/perennial\.db/);
    expect(await runPerennial(args)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/customers +20$/m),
    });
  });

  it('refuses a port that is taken before it lives through anything', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const args = ['start', '--data', inFolder('taken'), '--orders', orders, '--port', String(port)];
    expectRefusal(await runPerennial(args), 1, new RegExp(`Port ${port} is taken.*--port`));
    taken.close();
    expect(existsSync(join(inFolder('taken'), 'server.json'))).toBe(false);
  });
});
