import { describe, expect, it } from 'vitest';
import { stateKey } from '../../../shared/app/item-keys.ts';
import { readAllStates } from '../../../shared/app/read-all-states.ts';
import { putOf } from '../../contracts/put-of.ts';
import { collect } from '../../support/collect.ts';
import { memoryTable } from '../../support/memory-table.ts';

describe('readAllStates', () => {
  it('reads the state of every customer over many pages, and nothing else', async () => {
    const table = memoryTable();
    const body = 'x'.repeat(30_000);
    const customers = Array.from({ length: 80 }, (_, position) => `c${position}`);
    for (const customer of customers) {
      const { pk } = stateKey(customer);
      await table.transact([
        putOf({ ...stateKey(customer), body }),
        putOf({ pk, sk: 'journal#1' }),
        putOf({ pk, sk: 'statement' }),
      ]);
    }
    const items = await collect(readAllStates(table));
    expect(items.map(({ pk, sk }) => `${pk} ${sk}`).toSorted()).toEqual(
      customers.map((customer) => `customer#${customer} state`).toSorted(),
    );
  });
});
