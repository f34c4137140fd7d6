import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CustomerFilter,
  type CustomerRow,
  listCustomers,
} from '../../../../shared/app/console/list-customers.ts';
import { encodeState } from '../../../../shared/app/decide/state-document.ts';
import { shardOf, stateKey } from '../../../../shared/app/item-keys.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import { STAGES, type Stage, TIERS, type Tier } from '../../../../shared/domain/segment/classes.ts';
import { memoryTable } from '../../../support/memory-table.ts';

describe('listCustomers', () => {
  const table = memoryTable();
  const everybody: { customerId: string; stage: Stage; tier: Tier }[] = [];

  beforeAll(async () => {
    for (let number = 0; number < 170; number += 1) {
      const customerId = `客户/${number} %`;
      const stage = STAGES[number % STAGES.length] ?? 'new';
      const tier = TIERS[number % TIERS.length] ?? 'mid';
      everybody.push({ customerId, stage, tier });
      const state = {
        ...unknownCustomer(customerId),
        classes: { stage, tier, frequency: 'low' as const },
        orders: [{ orderId: 'o', at: number, totalMinor: 900, currency: 'EUR', refundedMinor: 200 }],
      };
      const audience = { shard: shardOf(customerId), key: `${stage}#${tier}#${customerId}` };
      const item = { ...stateKey(customerId), version: 1, body: encodeState(state), audience };
      await table.transact([{ kind: 'put', item, condition: 'absent' }]);
    }
  });

  async function walk(filter: CustomerFilter): Promise<CustomerRow[]> {
    const rows: CustomerRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCustomers(table, { ...filter, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.customers.length).toBeLessThanOrEqual(50);
      rows.push(...page.customers);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return rows;
  }

  it.each<CustomerFilter>([{}, { stage: 'lapsed' }, { tier: 'mid' }, { stage: 'new', tier: 'head' }])(
    'lists each customer of %o once, page by page',
    async (filter) => {
      const wanted = everybody.filter(
        ({ stage, tier }) => (filter.stage ?? stage) === stage && (filter.tier ?? tier) === tier,
      );
      const ids = (await walk(filter)).map(({ customerId }) => customerId);
      expect(wanted.length).toBeGreaterThan(0);
      expect(ids.toSorted()).toEqual(wanted.map(({ customerId }) => customerId).toSorted());
    },
  );

  it('tells what each customer bought, refunds taken off', async () => {
    const [row] = await walk({ stage: 'lapsed', tier: 'mid' });
    expect(row).toMatchObject({ stage: 'lapsed', tier: 'mid', orders: 1, spent: { EUR: 700 } });
  });

  it('is empty where nobody is in the class', async () => {
    expect(await listCustomers(memoryTable(), { tier: 'head' })).toEqual({ customers: [] });
  });

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['x', '[1]', '[-1,null]', '%']) {
      await expect(listCustomers(table, { cursor })).rejects.toMatchObject({ code: 'CONSOLE.BAD_CURSOR' });
    }
  });
});
