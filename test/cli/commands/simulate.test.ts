import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { simulateOrders } from '../../support/history-result.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const HEADER = 'order_id,customer_id,occurred_at,total,currency';

describe('perennial simulate', () => {
  let folder: TemporaryFolder;
  let orders: string;
  const write = (name: string, content: string | Buffer): string => {
    const file = join(folder.path, name);
    writeFileSync(file, content);
    return file;
  };
  beforeAll(() => {
    folder = temporaryFolder();
    orders = write(
      'orders.csv',
      [
        HEADER,
        '1,ann,2026-01-01T10:00:00Z,10.00,USD',
        '2,bob,never,10.00,USD',
        '3,bob,2026-02-01T10:00:00Z,300,JPY',
      ].join('\n'),
    );
  });
  afterAll(() => folder[Symbol.dispose]());

  it('prints one JSON object with all that the run came to', async () => {
    const result = await simulateOrders(orders);
    expect(result).toMatchObject({
      format: 'csv',
      orders: 2,
      customers: 2,
      revenueMinor: { USD: 1_000, JPY: 300 },
      rejected: 1,
      rejectedByReason: { 'bad-date': 1 },
      rejectedRows: [{ line: 3, reason: 'bad-date' }],
      consentAssumed: true,
      stages: { new: 1, active: 1 },
      endsAt: '2026-02-01T10:00:00.000Z',
    });
  });

  it('says it to a person, with the rejected rows and what was assumed of consent', async () => {
    const run = await runPerennial(['simulate', '--orders', orders]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^As of 2026-02-01:$/m);
    expect(run.stdout).toMatch(/^ {2}customers {2}2$/m);
    expect(run.stdout).toContain('¥300 + $10.00');
    expect(run.stdout).toContain(`${orders}:3: `);
    expect(run.stdout).toContain('--no-assume-consent');
  });

  it('stops at the first such row with --strict, and names its line', async () => {
    await expectInputRefused(
      ['simulate', '--strict', '--orders', orders],
      'ORDERS.REJECTED_ROW',
      /orders\.csv:3: .*leave out --strict/,
    );
  });

  it('reads a file of no orders as none', async () => {
    const run = await runPerennial(['simulate', '--json', '--orders', write('none.csv', `${HEADER}\n`)]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ orders: 0, customers: 0, rejected: 0 });
  });

  it('refuses a file that is not there, says nothing or cannot be told, and says how to mend it', async () => {
    const refused = (file: string, code: string, why: RegExp) =>
      expectInputRefused(['simulate', '--orders', file], code, why);
    await refused('/nowhere.csv', 'ORDERS.NO_FILE', /There is no file \/nowhere\.csv/);
    await refused(folder.path, 'ORDERS.IS_DIRECTORY', /Give --orders one order file/);
    await refused(write('empty.csv', ''), 'ORDERS.EMPTY', /is empty/);
    await refused(
      write('noise.bin', Buffer.alloc(3_000, '\u0000\u0001')),
      'ORDERS.NOT_TEXT',
      /not a text file/,
    );
    await refused(write('letter.txt', 'Dear Sir,\n'), 'ORDERS.UNKNOWN_FORMAT', /Name one with --format/);
  });

  it('refuses a zone, a currency and a chaos that do not exist', async () => {
    const refused = async (option: string, value: string, why: RegExp) =>
      expectRefusal(await runPerennial(['simulate', '--orders', orders, option, value]), 1, why);
    await refused('--time-zone', 'Mars/Olympus', /"Mars\/Olympus" is not a known time zone/);
    expectRefusal(
      await runPerennial(['simulate', '--orders', orders, '--until', '2025-02-30']),
      2,
      /Give a date/,
    );
    expectRefusal(
      await runPerennial(['simulate', '--orders', orders, '--threads', '0']),
      2,
      /Give a whole number from 1 to 64/,
    );
    await refused('--currency', 'XX1', /"XX1" is not a currency/);
    await refused('--chaos', 'monkey', /"monkey" is not a chaos setting/);
  });
});
