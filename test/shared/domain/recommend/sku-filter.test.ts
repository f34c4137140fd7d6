import { describe, expect, it } from 'vitest';
import { createSkuFilter, NON_PRODUCTS } from '../../../../shared/domain/recommend/sku-filter.ts';

describe('createSkuFilter', () => {
  it.each([
    'POST',
    'D',
    'M',
    'm',
    'DOT',
    'C2',
    'S',
    'B',
    'BANK CHARGES',
    'AMAZONFEE',
    'CRUK',
    'gift_0001_20',
    ' post ',
  ])('knows by itself that %j is no product', (sku) =>
    expect(createSkuFilter(NON_PRODUCTS)(sku)).toBe(false),
  );

  it.each(['85123A', 'PADS', 'POSTER-1', 'DOTTED-CUP', 'TESTER', '22423', 'DCGS0003', 'GIFTBOX'])(
    'takes %j for a product',
    (sku) => expect(createSkuFilter(NON_PRODUCTS)(sku)).toBe(true),
  );

  it('takes a star for any text and everything else as it is written', () => {
    const isProduct = createSkuFilter(['ship.*', '*(old)*']);
    expect(['SHIP.EU', 'ship.', 'shipping', 'cup (OLD) 2', 'cup old'].filter(isProduct)).toEqual([
      'shipping',
      'cup old',
    ]);
  });

  it('takes everything for a product where nothing is ignored', () => {
    expect(createSkuFilter([])('POST')).toBe(true);
  });
});
