import { describe, expect, it } from 'vitest';
import { publishProducts } from '../../../../shared/app/calibrate/publish-products.ts';
import { POPULAR_PRODUCTS_KEY, productKey } from '../../../../shared/app/item-keys.ts';
import { recommendForCustomer } from '../../../../shared/app/recommend/recommend-for-customer.ts';
import type { CountedOrder } from '../../../../shared/domain/customer/customer-state.ts';
import { PurchaseLog } from '../../../../shared/domain/recommend/purchase-log.ts';
import type { Table } from '../../../../shared/ports.ts';
import { countReads } from '../../../support/count-reads.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';

const CATEGORIES: Readonly<Record<string, string>> = { kettle: 'teaware', pot: 'teaware', sencha: 'tea' };

/** A table with what was learnt from baskets: the same customers bought the products of one list. */
async function tableAfter(...baskets: readonly (readonly string[])[]): Promise<Table> {
  const table = memoryTable();
  const log = new PurchaseLog();
  for (const [position, skus] of baskets.entries()) {
    const items = skus.map((sku) => {
      const category = CATEGORIES[sku];
      return category === undefined ? { sku, quantity: 1 } : { sku, category, quantity: 1 };
    });
    for (let customer = 0; customer < 5; customer += 1)
      log.add({ customerId: `${position}-${customer}`, at: day(0), items }, () => true);
  }
  await publishProducts(log, day(1), table);
  return table;
}

const orders = (...skus: readonly string[]): { readonly orders: readonly CountedOrder[] } => ({
  orders: skus.map((sku, position) => ({
    orderId: `o${position}`,
    at: day(position),
    totalMinor: 1_000,
    currency: 'USD',
    refundedMinor: 0,
    contents: { discounted: false, items: [{ sku, percent: 100 }] },
  })),
});

describe('recommendForCustomer', () => {
  it('recommends what goes with what was bought, with its category where that is known', async () => {
    const table = await tableAfter(['cup', 'kettle'], ['cup', 'kettle'], ['cup', 'spoon']);
    expect(await recommendForCustomer(orders('cup'), 6, table)).toEqual([
      { sku: 'kettle', category: 'teaware' },
      { sku: 'spoon' },
    ]);
  });

  it('recommends nothing that was bought, be it just now or long ago', async () => {
    const table = await tableAfter(['cup', 'kettle', 'pot', 'sencha']);
    const skus = (await recommendForCustomer(orders('cup', 'pot', 'kettle'), 6, table)).map(({ sku }) => sku);
    expect(skus).toEqual(['sencha']);
  });

  it('recommends what is popular to a customer of whom no product is known', async () => {
    const table = await tableAfter(['sencha'], ['sencha', 'cup'], ['sencha', 'cup', 'kettle']);
    expect(await recommendForCustomer({ orders: [] }, 2, table)).toEqual([
      { sku: 'sencha', category: 'tea' },
      { sku: 'cup' },
    ]);
  });

  it('recommends nothing before the first calibration', async () => {
    expect(await recommendForCustomer(orders('cup'), 6, memoryTable())).toEqual([]);
    expect(await recommendForCustomer({ orders: [] }, 6, memoryTable())).toEqual([]);
  });

  it('leaves out a code that is blank, and a category that is', async () => {
    const table = memoryTable();
    const items = [
      {
        ...POPULAR_PRODUCTS_KEY,
        version: 1,
        body: { all: [' ', 'mug'], byCategory: { cups: ['\t', 'bowl'] } },
      },
      {
        ...productKey('cup'),
        version: 1,
        body: {
          category: 'cups',
          neighbours: [
            [' ', 0.9],
            ['jar', 0.5],
          ],
        },
      },
      { ...productKey('jar'), version: 1, body: { category: ' ', neighbours: [] } },
    ];
    await table.transact(items.map((item) => ({ kind: 'put', condition: 'none', item })));
    expect(await recommendForCustomer(orders('cup'), 6, table)).toEqual([
      { sku: 'jar' },
      { sku: 'bowl' },
      { sku: 'mug' },
    ]);
  });

  it('reads what was bought and what is recommended, and the popular products only where they are needed', async () => {
    const { table, keys } = countReads(await tableAfter(['cup', 'kettle', 'pot'], ['sencha']));
    await recommendForCustomer(orders('cup'), 2, table);
    expect(keys).toEqual([productKey('cup'), productKey('kettle'), productKey('pot')]);

    keys.splice(0);
    await recommendForCustomer(orders('cup'), 3, table);
    expect(keys).toEqual([
      productKey('cup'),
      POPULAR_PRODUCTS_KEY,
      productKey('kettle'),
      productKey('pot'),
      productKey('sencha'),
    ]);
  });
});
