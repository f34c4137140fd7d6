import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { predictionOrders } from '../../support/prediction-orders.ts';
import { describeWithData } from '../../support/real-data.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const HEADER = 'customer_id,x,t_x,T,p_alive,expected_orders,expected_spend,clv,next_order';
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe('perennial predict', () => {
  let folder: TemporaryFolder;
  let orders: string;
  beforeAll(() => {
    folder = temporaryFolder();
    orders = join(folder.path, 'orders.csv');
    writeFileSync(orders, predictionOrders());
  });
  afterAll(() => folder[Symbol.dispose]());

  it('writes one CSV row for each customer, quoted as RFC 4180 has it, and warns of a short history beside it', async () => {
    const run = await runPerennial(['predict', '--orders', orders, '--csv']);
    expect(run.code).toBe(0);
    expect(run.stdout.startsWith(`${HEADER}\n"c ""0"", ltd",0,0,`)).toBe(true);
    expect(run.stderr).toContain('60 customers who bought (500 needed)');
    const rows = rowsOf(run.stdout);
    expect(rows).toHaveLength(60);
    for (const row of rows) {
      expect(Number(row.p_alive)).toBeGreaterThan(0);
      expect(row.expected_spend).toMatch(/^\d+\.\d\d$/);
      expect(row.next_order).toMatch(Number(row.p_alive) < 0.5 ? /^$/ : /^(\d{4}-\d\d-\d\d)?$/);
    }
  });

  it('writes the same rows to a file, and as one JSON object', async () => {
    const out = join(folder.path, 'predictions.csv');
    const toFile = await runPerennial(['predict', '--orders', orders, '--out', out]);
    expect(toFile).toMatchObject({ code: 0, stdout: '' });
    const rows = rowsOf(readFileSync(out, 'utf8'));
    const run = await runPerennial(['predict', '--orders', orders, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const result = JSON.parse(run.stdout);
    expect(result).toMatchObject({
      model: 'mbg-nbd',
      unit: 'week',
      horizonDays: 364,
      currency: 'USD',
      discountRate: 0.1,
    });
    expect(result.predictions.map((one: { customer_id: string }) => one.customer_id)).toEqual(
      rows.map((row) => row.customer_id),
    );
    for (const [index, one] of result.predictions.entries()) {
      expect(one.x).toBe(Number(rows[index]?.x));
      expect(one.expected_orders).toBeCloseTo(Number(rows[index]?.expected_orders), 5);
      expect(one.next_order ?? '').toBe(rows[index]?.next_order);
    }
  });

  it('sums up for a person', async () => {
    const run = await runPerennial(['predict', '--orders', orders, '--horizon', '90d']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^As of 2026-\d\d-\d\d, the next 90 days:$/m);
    expect(run.stdout).toMatch(/^ {2}customers +60$/m);
    expect(run.stdout).toContain('Worth most:');
  });

  it('earns in proportion to the margin', async () => {
    const clvs = async (...args: readonly string[]) =>
      JSON.parse(
        (await runPerennial(['predict', '--json', '--orders', orders, ...args])).stdout,
      ).predictions.map(({ clv }: { clv: number }) => clv);
    const [whole, half] = [await clvs(), await clvs('--margin', '0.5')];
    expect(half[7]).toBeCloseTo(whole[7] / 2, 9);
  });

  it.each([
    ['--horizon', '3m', /Give a number of days or weeks such as 90d or 39w/],
    ['--horizon', '0d', /Give a number of days or weeks such as 90d or 39w/],
    ['--at', '30.9.1997', /Give a date such as 1997-09-30/],
    ['--discount-rate', '15', /Give a number from 0 to 1/],
  ])('refuses %s %s', async (option, value, why) => {
    expectRefusal(await runPerennial(['predict', '--orders', orders, option, value]), 2, why);
  });

  it('refuses to write where there is no folder, and says how to mend it', async () => {
    const out = join(folder.path, 'nowhere', 'out.csv');
    await expectInputRefused(
      ['predict', '--orders', orders, '--out', out],
      'PREDICTION.CANNOT_WRITE',
      /cannot be written to .*out\.csv \(ENOENT\)\. Name a file in a folder that is there/,
    );
  });

  it('asks for an order file', async () => {
    expectRefusal(await runPerennial(['predict']), 2, /required option '--orders <file>' not specified/);
  });
});

describeWithData(
  'perennial predict on the CDNOW sample',
  ['cdnow/CDNOW_sample.txt', 'cdnow/cdnow_customers_summary.csv'],
  (file = '', summary = '') => {
    it("finds Fader and Hardie's x, t_x and T for every customer, and the 1,653 purchases they forecast", async () => {
      const args = ['--at', '1997-09-30', '--horizon', '39w', '--model', 'bg-nbd'];
      const run = await runPerennial(['predict', '--csv', '--orders', file, ...args]);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const rows = rowsOf(run.stdout);
      const published = rowsOf(readFileSync(summary, 'utf8'));
      expect(rows.map((row) => [row.x, row.t_x, row.T].map(Number))).toEqual(
        published.map((row) => [row.frequency, row.recency, row.T].map(Number)),
      );
      const orders = rows.reduce((sum, row) => sum + Number(row.expected_orders), 0);
      expect(Math.abs(orders - 1_653)).toBeLessThan(1);
      expect(Number(rows[0]?.expected_orders)).toBeCloseTo(1.226, 3);
      const spends = rows.slice(0, 4).map((row) => Number(row.expected_spend));
      for (const [index, spend] of [24.65, 18.91, 35.17, 35.17].entries())
        expect(Math.abs((spends[index] ?? 0) - spend)).toBeLessThan(0.1);
    });
  },
);
