import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { predictionOrders } from '../../support/prediction-orders.ts';
import { describeWithData } from '../../support/real-data.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const HEADER = 'order_id,customer_id,occurred_at,total,currency';

describe('perennial calibrate', () => {
  let folder: TemporaryFolder;
  const write = (name: string, content: string): string => {
    const file = join(folder.path, name);
    writeFileSync(file, content);
    return file;
  };
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => folder[Symbol.dispose]());

  it('prints the parameters for a person, and what the history lacks', async () => {
    const run = await runPerennial(['calibrate', '--orders', write('orders.csv', predictionOrders())]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^MBG\/NBD, fitted to 60 customers as of 2026-\d\d-\d\d, time in weeks:$/m);
    expect(run.stdout).toMatch(/^ {2}alpha +[\d.]+$/m);
    expect(run.stdout).toMatch(/^Gamma-Gamma, fitted to \d+ repeat buyers, in USD:$/m);
    expect(run.stdout).toContain('60 customers who bought (500 needed)');
  });

  it('reads on where orders were refunded or paid in another currency, and says how many', async () => {
    const plain = predictionOrders().replaceAll(/,USD$/gm, ',USD,').replace('currency', 'currency,refund_of');
    const more = [
      'x1,zoe,2026-01-05,30.00,USD,',
      'x2,zoe,2026-01-06,30.00,USD,x1',
      'x3,zoe,2026-01-07,900,JPY,',
    ];
    const calibrate = async (name: string, content: string) => {
      const run = await runPerennial(['calibrate', '--json', '--orders', write(name, content)]);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      return JSON.parse(run.stdout);
    };
    const before = await calibrate('plain.csv', plain);
    const after = await calibrate('more.csv', `${plain}${more.join('\n')}\n`);
    expect(after).toMatchObject({ customers: 61, refundedOrders: 1, otherCurrencyOrders: 1, rejected: 0 });
    expect(after.purchaseDays).toBe(before.purchaseDays + 1);
    expect(after.gammaGamma).toEqual(before.gammaGamma);
  });

  it('asks for a running shop or an order file', async () => {
    await expectInputRefused(
      ['calibrate', '--data', folder.path],
      'CLI.NO_RUNNING_SHOP',
      /No shop runs on the data in .* Start it with npm start, .* name an order file with --orders/,
    );
  });

  it.each([
    ['--until', '2026-01-01'],
    ['--unit', 'week'],
    ['--model', 'bg-nbd'],
    ['--format', 'csv'],
    ['--time-zone', 'UTC'],
    ['--strict'],
  ])('refuses %s for a running shop, which goes by its own files', async (option, ...value) => {
    await expectInputRefused(
      ['calibrate', option, ...value],
      'PREDICTION.NO_ORDER_FILE',
      new RegExp(`^${option} is for order files`),
    );
  });

  it('takes either an order file or the folder of a running shop', async () => {
    const run = await runPerennial(['calibrate', '--orders', 'orders.csv', '--data', folder.path]);
    expectRefusal(run, 2, /'--orders <file>' cannot be used with option '--data <dir>'/);
  });

  it('refuses a history that nothing can be learned from, and says why', async () => {
    const once = write('once.csv', `${HEADER}\n1,ann,2026-01-01,10,USD\n2,bob,2026-02-01,10,USD\n`);
    const refused = (args: readonly string[], code: string, why: RegExp) =>
      expectInputRefused(['calibrate', '--orders', ...args], code, why);
    await refused(
      [once],
      'PREDICTION.NO_REPEAT_BUYERS',
      /No customer in .*once\.csv bought on two days by 2026-02-01/,
    );
    await refused(
      [once, '--until', '2025-12-31'],
      'PREDICTION.NO_PURCHASES_YET',
      /no order up to 2025-12-31: its orders run from 2026-01-01 to 2026-02-01/,
    );
    const none = write('none.csv', `${HEADER}\n1,ann,never,10,USD\n`);
    await refused(
      [none],
      'PREDICTION.NO_ORDERS',
      /no order in .*none\.csv that can be read; 1 rows were rejected/,
    );
    await refused([none, '--strict'], 'ORDERS.REJECTED_ROW', /none\.csv:2: bad-date/);
    await refused([once, '--time-zone', 'Mars/Olympus'], 'ORDERS.UNKNOWN_TIME_ZONE', /not a known time zone/);
    await refused(['/nowhere.csv'], 'ORDERS.NO_FILE', /There is no file/);
  });

  it.each([
    ['--until', '1997-02-30', /Give a date such as 1997-09-30/],
    ['--until', 'soon', /Give a date such as 1997-09-30/],
    ['--unit', 'month', /Allowed choices are day, week/],
    ['--model', 'pareto', /Allowed choices are bg-nbd, mbg-nbd/],
  ])('refuses %s %s', async (option, value, why) => {
    expectRefusal(await runPerennial(['calibrate', '--orders', 'orders.csv', option, value]), 2, why);
  });
});

describeWithData('perennial calibrate on the CDNOW sample', ['cdnow/CDNOW_sample.txt'], (file) => {
  const calibrate = async (...args: readonly string[]) => {
    const run = await runPerennial([
      'calibrate',
      '--json',
      '--orders',
      file,
      '--until',
      '1997-09-30',
      ...args,
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return JSON.parse(run.stdout);
  };

  it('gives the published parameters', async () => {
    const result = await calibrate('--model', 'bg-nbd');
    expect(result).toMatchObject({
      model: 'bg-nbd',
      unit: 'week',
      until: '1997-09-30',
      customers: 2_357,
      currency: 'USD',
    });
    expect(result.parameters.r).toBeCloseTo(0.243, 3);
    expect(result.parameters.alpha).toBeCloseTo(4.414, 3);
    expect(result.parameters.a).toBeCloseTo(0.793, 3);
    expect(result.parameters.b).toBeCloseTo(2.426, 3);
    expect(Math.abs(result.logLikelihood - -9582.4)).toBeLessThan(0.1);
    expect(result.gammaGamma.customers).toBe(946);
    expect(result.gammaGamma.p).toBeCloseTo(6.25, 1);
    expect(result.gammaGamma.q).toBeCloseTo(3.74, 1);
    expect(result.gammaGamma.gamma).toBeCloseTo(15.44, 1);
    expect(result.gates.every(({ isPassed }: { isPassed: boolean }) => isPassed)).toBe(true);
  });

  it('gives the same in days, with alpha seven times as long', async () => {
    const [weeks, days] = [await calibrate(), await calibrate('--unit', 'day')];
    expect(weeks.model).toBe('mbg-nbd');
    expect(days.parameters.alpha / weeks.parameters.alpha).toBeCloseTo(7, 2);
    expect(days.parameters.b).toBeCloseTo(weeks.parameters.b, 3);
  });
});
