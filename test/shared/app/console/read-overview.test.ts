import { describe, expect, it } from 'vitest';
import { readOverview } from '../../../../shared/app/console/read-overview.ts';
import { TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { gauge } from '../../../../shared/domain/report/counters.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const clock = { now: () => 1_000 };
const { shop } = rulesWith();

describe('readOverview', () => {
  it('gives every stage, tier and pair, with 0 where nobody is', async () => {
    const overview = await readOverview({
      table: memoryTable(),
      clock,
      shop,
      status: () => ({ phase: 'live' }),
    });
    expect(overview.stages).toHaveLength(7);
    expect(overview.tiers).toHaveLength(3);
    expect(overview.matrix).toHaveLength(21);
    expect(overview.matrix.every(({ customers }) => customers === 0)).toBe(true);
    expect(overview).toMatchObject({
      now: 1_000,
      shop: { name: shop.name, currency: 'USD' },
      status: { phase: 'live' },
    });
  });

  it('reads the gauges as they stand, by one item', async () => {
    const table = memoryTable();
    const increments = {
      [gauge.stage('lapsed')]: 7,
      [gauge.tier('mid')]: 9,
      [gauge.class('lapsed', 'mid')]: 4,
      orders: 20,
    };
    await table.transact([{ kind: 'add', key: TOTAL_COUNTERS_KEY, increments }]);
    const before = table.consumed.readUnits;
    const overview = await readOverview({ table, clock, shop, status: () => ({ phase: 'live' }) });
    expect(table.consumed.readUnits - before).toBeLessThanOrEqual(1);
    expect(overview.stages.find(({ stage }) => stage === 'lapsed')?.customers).toBe(7);
    expect(overview.tiers.find(({ tier }) => tier === 'mid')?.customers).toBe(9);
    expect(overview.matrix.filter(({ customers }) => customers > 0)).toEqual([
      { stage: 'lapsed', tier: 'mid', customers: 4 },
    ]);
    expect(overview.totals.orders).toBe(20);
  });
});
