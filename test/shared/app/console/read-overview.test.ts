import { describe, expect, it } from 'vitest';
import { readOverview } from '../../../../shared/app/console/read-overview.ts';
import { TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { gauge } from '../../../../shared/domain/report/counters.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';
import { seedCalibration } from '../../../support/seed-calibration.ts';

const clock = { now: () => 1_000 };
const segments = [{ name: 'vip', description: 'Our best.', condition: 'tier == "head"' }];
const rules = rulesWith({ segments });

describe('readOverview', () => {
  it('gives every stage, tier and pair, with 0 where nobody is', async () => {
    const overview = await readOverview({
      table: memoryTable(),
      clock,
      rules,
      status: () => ({ phase: 'live' }),
    });
    expect(overview.stages).toHaveLength(7);
    expect(overview.tiers).toHaveLength(3);
    expect(overview.segments).toEqual([{ ...segments[0], customers: 0 }]);
    expect(overview.matrix).toHaveLength(21);
    expect(overview.matrix.every(({ customers }) => customers === 0)).toBe(true);
    expect(overview).toMatchObject({
      now: 1_000,
      shop: { name: rules.shop.name, currency: 'USD' },
      status: { phase: 'live' },
    });
  });

  it('reads the gauges as they stand, by as much as a query costs', async () => {
    const table = memoryTable();
    const increments = {
      [gauge.stage('lapsed')]: 7,
      [gauge.tier('mid')]: 9,
      [gauge.class('lapsed', 'mid')]: 4,
      [gauge.rfm('555')]: 2,
      [gauge.rfm('111')]: 1,
      [gauge.segment('vip')]: 3,
      [gauge.price('discount')]: 5,
      orders: 20,
    };
    await table.transact([{ kind: 'add', key: TOTAL_COUNTERS_KEY, increments }]);
    const before = table.consumed.readUnits;
    const overview = await readOverview({ table, clock, rules, status: () => ({ phase: 'live' }) });
    expect(table.consumed.readUnits - before).toBeLessThanOrEqual(1.5);
    expect(overview.stages.find(({ stage }) => stage === 'lapsed')?.customers).toBe(7);
    expect(overview.tiers.find(({ tier }) => tier === 'mid')?.customers).toBe(9);
    expect(overview.matrix.filter(({ customers }) => customers > 0)).toEqual([
      { stage: 'lapsed', tier: 'mid', customers: 4 },
    ]);
    expect(overview.totals.orders).toBe(20);
    expect(overview.scores).toEqual([
      { score: '111', customers: 1 },
      { score: '555', customers: 2 },
    ]);
    expect(overview.groups.filter(({ customers }) => customers > 0)).toMatchObject([
      { name: 'Champions', customers: 2 },
      { name: 'Dormant', customers: 1 },
    ]);
    expect(overview.groups.reduce((sum, { cells }) => sum + cells.length, 0)).toBe(125);
    expect(overview.segments).toEqual([{ ...segments[0], customers: 3 }]);
    expect(overview.priceNeeds).toEqual([
      { need: 'discount', customers: 5 },
      { need: 'full-price', customers: 0 },
      { need: 'mixed', customers: 0 },
    ]);
    expect(overview).not.toHaveProperty('calibration');
  });

  it('says which calibration is in force, without what it learned', async () => {
    const table = memoryTable();
    await seedCalibration(table, rules, 5_000);
    const overview = await readOverview({ table, clock, rules, status: () => ({ phase: 'live' }) });
    expect(overview.calibration).toMatchObject({
      sequence: 1,
      effectiveAt: 5_000,
      customers: 0,
      hasModel: false,
    });
    expect(overview.calibration?.gates.map(({ name }) => name)).toContain('historyDays');
  });
});
