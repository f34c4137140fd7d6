import { beforeAll, describe, expect, it } from 'vitest';
import { readDays } from '../../../../shared/app/console/read-days.ts';
import { dayCountersKey } from '../../../../shared/app/item-keys.ts';
import { memoryTable } from '../../../support/memory-table.ts';

describe('readDays', () => {
  const table = memoryTable();
  const days = ['2025-12-31', '2026-01-01', '2026-01-15', '2026-02-01'];

  beforeAll(async () => {
    for (const day of days) {
      const increments = {
        orders: 2,
        'revenue.USD': 500,
        requested: 3,
        sent: 2,
        suppressed: 5,
      };
      await table.transact([{ kind: 'add', key: dayCountersKey(day), increments }]);
    }
  });

  const read = async (range?: { from?: string; to?: string }): Promise<string[]> =>
    (await readDays(table, range)).map(({ day }) => day);

  it('tells what happened on a day, and how many messages were asked for, sent and suppressed', async () => {
    expect((await readDays(table))[0]).toEqual({
      day: '2025-12-31',
      orders: 2,
      refunds: 0,
      customers: 0,
      revenue: { USD: 500 },
      refunded: {},
      requested: 3,
      sent: 2,
      suppressed: 5,
    });
  });

  it('reads all days, oldest first, where no range is given', async () => {
    expect(await read()).toEqual(days);
  });

  it('includes both ends of a range', async () => {
    expect(await read({ from: '2026-01-01', to: '2026-01-15' })).toEqual(['2026-01-01', '2026-01-15']);
    expect(await read({ from: '2025-12-31', to: '2026-01-01' })).toEqual(['2025-12-31', '2026-01-01']);
    expect(await read({ from: '2026-01-02' })).toEqual(['2026-01-15', '2026-02-01']);
    expect(await read({ to: '2025-12-31' })).toEqual(['2025-12-31']);
    expect(await read({ from: '2026-01-15', to: '2026-01-15' })).toEqual(['2026-01-15']);
    expect(await read({ from: '2026-03-01', to: '2026-01-01' })).toEqual([]);
  });
});
