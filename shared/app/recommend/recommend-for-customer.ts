import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { QUERY_ITEMS, recommend } from '../../domain/recommend/recommend.ts';
import type { Table } from '../../ports.ts';
import { POPULAR_PRODUCTS_KEY, productKey } from '../item-keys.ts';
import { popularProductsSchema, productDocumentSchema } from './product-document.ts';

/** SKUs to recommend to a customer, best first: what goes with what they bought last, else what is popular. Empty before the first calibration. */
export async function recommendForCustomer(
  { orders }: Pick<CustomerState, 'orders'>,
  count: number,
  table: Table,
): Promise<readonly string[]> {
  const bought = orders.toReversed().flatMap(({ contents }) => contents?.items.map(({ sku }) => sku) ?? []);
  const recent = [...new Set(bought)];
  const asked = recent.slice(0, QUERY_ITEMS);
  const [popularItem, ...productItems] = await table.getMany([
    POPULAR_PRODUCTS_KEY,
    ...asked.map(productKey),
  ]);
  if (popularItem === undefined) return [];
  const popular = popularProductsSchema.parse(popularItem.body);
  const products = new Map(
    asked.flatMap((sku, position) => {
      const item = productItems[position];
      return item === undefined ? [] : [[sku, productDocumentSchema.parse(item.body)] as const];
    }),
  );
  return recommend(
    recent,
    {
      neighboursOf: (sku) =>
        (products.get(sku)?.neighbours ?? []).map(([neighbour, score]) => ({ sku: neighbour, score })),
      categoryOf: (sku) => products.get(sku)?.category,
      popular: popular.all,
      popularIn: (category) => popular.byCategory[category] ?? [],
    },
    { count },
  );
}
