import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { expectInputRefused, expectRefusal } from '../../support/expect-refusal.ts';
import { predictionOrders } from '../../support/prediction-orders.ts';
import { describeWithData } from '../../support/real-data.ts';
import { runPerennial } from '../../support/run-perennial.ts';

describe('perennial evaluate', () => {
  let folder: TemporaryFolder;
  let orders: string;
  beforeAll(() => {
    folder = temporaryFolder();
    orders = join(folder.path, 'orders.csv');
    writeFileSync(orders, predictionOrders());
  });
  afterAll(() => folder[Symbol.dispose]());

  it('tells a person of both models, of forecasts without one, and whether to trust them', async () => {
    const run = await runPerennial(['evaluate', '--orders', orders, '--calibrate-until', '2026-02-10']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^BG\/NBD: (Trust it|Use it with care|Do not use it)\./m);
    expect(run.stdout).toMatch(/^MBG\/NBD: /m);
    expect(run.stdout).toMatch(/^ {2}same as last period +[\d,]+ purchase days/m);
    expect(run.stdout).toContain('40 days of history (180 needed)');
    expect(run.stdout).toMatch(/^Recommendations: No order says what was bought/m);
  });

  it('learns recommendations from the items of orders up to the day, and tries them on the orders after it', async () => {
    const file = join(folder.path, 'items.csv');
    writeFileSync(file, ordersOfTastes());
    const args = ['evaluate', '--orders', file, '--calibrate-until', '2026-02-28', '--json'];
    const run = await runPerennial(args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout).recommendations).toMatchObject({
      splitAt: '2026-03-01T00:00:00.000Z',
      count: 10,
      trainingBaskets: 240,
      cases: 120,
      outcome: 'better',
      ours: { hitRate: 1 },
      verdict: expect.stringMatching(/^Of 120 customers who bought something new, 100\.0% found it/),
    });
    // The day ends when it ends in the zone.
    const there = await runPerennial([...args, '--time-zone', 'Pacific/Auckland']);
    expect(JSON.parse(there.stdout).recommendations).toMatchObject({ splitAt: '2026-02-28T11:00:00.000Z' });
  });

  it('has nothing to say where nothing is left to forecast', async () => {
    const refused = (args: readonly string[], why: RegExp) =>
      expectInputRefused(['evaluate', '--orders', orders, ...args], 'PREDICTION.NOTHING_TO_FORECAST', why);
    await refused(['--calibrate-until', '2026-12-31'], /the last order in the file was on 2026-/);
    await refused(['--calibrate-until', '2026-02-10', '--until', '2026-02-10'], /--until is 2026-02-10/);
  });

  it('asks for the day to learn until', async () => {
    expectRefusal(
      await runPerennial(['evaluate', '--orders', orders]),
      2,
      /'--calibrate-until <date>' not specified/,
    );
  });
});

describeWithData('perennial evaluate on the CDNOW sample', ['cdnow/CDNOW_sample.txt'], (file) => {
  it('forecasts as published, and holds it against what happened and against simple rules', async () => {
    const run = await runPerennial([
      'evaluate',
      '--json',
      '--orders',
      file,
      '--calibrate-until',
      '1997-09-30',
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const result = JSON.parse(run.stdout);
    expect(result).toMatchObject({ until: '1998-06-30', horizonDays: 273, customers: 2_357, actual: 1_882 });
    const model = result.models['bg-nbd'];
    expect(Math.abs(model.forecast - 1_653)).toBeLessThan(1);
    expect(model.error).toBeCloseTo(1_653 / 1_882 - 1, 3);
    expect(model.logLikelihood).toBeCloseTo(-9582.4, 1);
    expect(model.trust).toBe('yes');
    expect(model.byFrequency.map(({ x }: { x: string }) => x)).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7+',
    ]);
    expect(model.byFrequency[0]).toMatchObject({ customers: 1_411 });
    expect(model.aliveDeciles).toHaveLength(10);
    expect(model.meanAbsoluteError).toBeLessThan(result.baselines.lastPeriod.meanAbsoluteError);
    expect(result.baselines.lastPeriod.forecast).toBe(2_457);
    expect(result.baselines.recencyRule.recencyDays).toBeGreaterThan(0);
    expect(result.verdict).toMatch(/^BG\/NBD: Trust it\. .* MBG\/NBD: /);
    expect(result).toMatchObject({ recommendations: null, recommendationsMissing: expect.any(String) });
  });

  it('evaluates the one model that is asked for, up to the day that is asked for', async () => {
    const args = [
      '--calibrate-until',
      '1997-09-30',
      '--until',
      '1997-12-31',
      '--model',
      'mbg-nbd',
      '--unit',
      'day',
    ];
    const run = await runPerennial(['evaluate', '--json', '--orders', file, ...args]);
    const result = JSON.parse(run.stdout);
    expect(Object.keys(result.models)).toEqual(['mbg-nbd']);
    expect(result).toMatchObject({ unit: 'day', horizonDays: 92 });
    expect(Math.abs(result.models['mbg-nbd'].error)).toBeLessThan(0.2);
  });
});

/** Customers of twenty tastes: one kind buys all four products of its taste before March, the other three, and the fourth in March. */
function ordersOfTastes(): string {
  const rows: string[] = [];
  const add = (order: string, customer: string, day: string, skus: readonly string[]): void => {
    for (const sku of skus)
      rows.push(`${order},${customer},2026-${day}T12:00:00Z,${10 * skus.length}.00,USD,${sku},1`);
  };
  for (let number = 0; number < 120; number += 1) {
    const products = ['a', 'b', 'c', 'd'].map((part) => `T${number % 20}-${part}`);
    const day = String((number % 27) + 1).padStart(2, '0');
    add(`t${number}`, `teacher-${number}`, `02-${day}`, products);
    add(`p${number}`, `pupil-${number}`, `02-${day}`, products.slice(0, 3));
    add(`q${number}`, `pupil-${number}`, `03-${day}`, products.slice(3));
  }
  return `${['order_id,customer_id,occurred_at,total,currency,sku,quantity', ...rows].join('\n')}\n`;
}
