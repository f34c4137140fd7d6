import { expect, it } from 'vitest';
import { listHeldOut } from '../../../../shared/app/console/list-held-out.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

it('lists whom a campaign kept out for comparison, under its former names too, and nobody else', async () => {
  const table = memoryTable();
  const withHoldout = (holdoutPercent: number, controlPercent = 0) =>
    rulesWith({
      campaigns: [campaign({ name: 'autumn', holdoutPercent }), campaign({ name: 'other' })],
      experiments: { controlPercent, salt: 'test', confidence: 0.95 },
    });
  const order = async (customerId: string, days: number, rules: ReturnType<typeof withHoldout>) => {
    const input = orderPlaced({ id: `order-${customerId}`, occurredAt: day(days) });
    await decideBatch([{ customerId, input, acceptedAt: day(days) }], { table, rules });
  };
  await order('held', 1, withHoldout(100));
  await order('in-control', 2, withHoldout(0, 100));
  await order('treated', 3, withHoldout(0));

  const now = rulesWith({ campaigns: [campaign({ name: 'fall', formerNames: ['autumn'] })] });
  expect(await listHeldOut({ table, rules: now }, 'fall')).toEqual([
    { at: day(2), customerId: 'in-control', group: 'control' },
    { at: day(1), customerId: 'held', group: 'holdout' },
  ]);
  expect(await listHeldOut({ table, rules: now }, 'other')).toEqual([
    { at: day(2), customerId: 'in-control', group: 'control' },
  ]);
});
