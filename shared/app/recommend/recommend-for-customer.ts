import type * as z from 'zod';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { RecommendedProduct } from '../../domain/message/recommended-product.ts';
import { QUERY_ITEMS, recommend } from '../../domain/recommend/recommend.ts';
import type { Table } from '../../ports.ts';
import { POPULAR_PRODUCTS_KEY, productKey } from '../item-keys.ts';
import {
  type PopularProducts,
  type ProductDocument,
  popularProductsSchema,
  productCategorySchema,
  productDocumentSchema,
} from './product-document.ts';

type ProductDocuments = ReadonlyMap<string, ProductDocument>;

const NOTHING_POPULAR: PopularProducts = { all: [], byCategory: {} };

/**
 * Products to recommend to a customer, best first, `count` at most: what goes with what they bought last, else what is
 * popular; nothing of what they bought. Empty before the first calibration. Reads, eventually consistent, one item for
 * each product bought (QUERY_ITEMS at most), the popular products only where those do not suffice, and one item for each
 * recommended product, for its category.
 */
export async function recommendForCustomer(
  { orders }: Pick<CustomerState, 'orders'>,
  count: number,
  table: Table,
): Promise<readonly RecommendedProduct[]> {
  const bought = orders.toReversed().flatMap(({ contents }) => contents?.items.map(({ sku }) => sku) ?? []);
  const recent = [...new Set(bought)];
  const products = await readProducts(recent.slice(0, QUERY_ITEMS), productDocumentSchema, table);
  const near = choose(recent, products, NOTHING_POPULAR, count);
  // Neighbours come before popular products, so the longest list of the table is not read for most customers.
  const skus =
    near.length >= count ? near : choose(recent, products, await readPopularProducts(table), count);
  const recommended = await readProducts(skus, productCategorySchema, table);
  return skus.map((sku) => {
    const category = recommended.get(sku)?.category;
    return isNamed(category) ? { sku, category } : { sku };
  });
}

function choose(
  recent: readonly string[],
  products: ProductDocuments,
  popular: PopularProducts,
  count: number,
): readonly string[] {
  return recommend(
    recent,
    {
      neighboursOf: (sku) =>
        (products.get(sku)?.neighbours ?? [])
          .map(([neighbour, score]) => ({ sku: neighbour, score }))
          .filter((neighbour) => isNamed(neighbour.sku)),
      categoryOf: (sku) => products.get(sku)?.category,
      popular: popular.all.filter(isNamed),
      popularIn: (category) => (popular.byCategory[category] ?? []).filter(isNamed),
    },
    { count },
  );
}

/** A shop may have a blank code; in a mail it would leave a hole. */
const isNamed = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

async function readProducts<Schema extends z.ZodType>(
  skus: readonly string[],
  schema: Schema,
  table: Table,
): Promise<ReadonlyMap<string, z.output<Schema>>> {
  const items = skus.length === 0 ? [] : await table.getMany(skus.map(productKey));
  return new Map(
    skus.flatMap((sku, position) => {
      const item = items[position];
      return item === undefined ? [] : [[sku, schema.parse(item.body)] as const];
    }),
  );
}

async function readPopularProducts(table: Table): Promise<PopularProducts> {
  const item = await table.get(POPULAR_PRODUCTS_KEY);
  return item === undefined ? NOTHING_POPULAR : popularProductsSchema.parse(item.body);
}
