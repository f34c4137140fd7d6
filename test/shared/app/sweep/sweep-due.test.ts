import { describe, expect, it } from 'vitest';
import { shardOf, stateKey } from '../../../../shared/app/item-keys.ts';
import { sweepDue } from '../../../../shared/app/sweep/sweep-due.ts';
import { clockAt, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';

async function tableWith(dueAt: Readonly<Record<string, number | undefined>>) {
  const table = memoryTable();
  for (const [customerId, at] of Object.entries(dueAt))
    await table.transact([
      {
        kind: 'put',
        condition: 'absent',
        item: {
          ...stateKey(customerId),
          version: 1,
          body: {},
          ...(at !== undefined && { due: { shard: shardOf(customerId), at } }),
        },
      },
    ]);
  return table;
}

const customersOf = (queue: KeptQueue): string[] =>
  queue.messages.map(({ body }) => String(JSON.parse(body).customerId)).toSorted();

describe('sweepDue', () => {
  it('sends a tick to everyone who is due, and to nobody else', async () => {
    const table = await tableWith({ early: day(1), now: day(2), late: day(2) + 1, never: undefined });
    const ticks = new KeptQueue();
    expect(await sweepDue({ table, ticks, clock: clockAt(day(2)) })).toEqual({
      sent: 2,
      isBacklogged: false,
    });
    expect(customersOf(ticks)).toEqual(['early', 'now']);
    expect(JSON.parse(ticks.messages[0]?.body ?? '')).toMatchObject({ kind: 'tick', at: day(2) });
  });

  it('leaves a backlog alone', async () => {
    const table = await tableWith({ c1: day(1) });
    const ticks = new KeptQueue();
    ticks.waiting = 1;
    expect(await sweepDue({ table, ticks, clock: clockAt(day(2)) })).toEqual({ sent: 0, isBacklogged: true });
  });

  it('reads as much with a thousand customers as with ten when the same few are due', async () => {
    const readUnitsWith = async (bystanders: number) => {
      const others = Array.from(
        { length: bystanders },
        (_, position) => [`other${position}`, day(9)] as const,
      );
      const table = await tableWith({ ...Object.fromEntries(others), c1: day(1), c2: day(1) });
      table.consumed.readUnits = 0;
      await sweepDue({ table, ticks: new KeptQueue(), clock: clockAt(day(2)) });
      return table.consumed.readUnits;
    };
    expect(await readUnitsWith(1_000)).toBe(await readUnitsWith(10));
  });
});
