import type { BoughtItem, CountedOrder, OrderContents } from './customer-state.ts';
import type { OrderPlaced } from './input.ts';

/** Orders of which the contents are kept; what was bought longer ago says little of what is wanted now. */
const ORDERS_WITH_CONTENTS = 20;
/** Items kept of one order, those worth most. */
const ITEMS_KEPT = 8;

/** What the shop told of an order beyond its total; undefined where it told nothing. */
export function contentsOf({
  items,
  channel,
  coupon,
  discountMinor,
}: OrderPlaced): OrderContents | undefined {
  if (items === undefined && channel === undefined && coupon === undefined && discountMinor === undefined)
    return undefined;
  return {
    discounted: coupon !== undefined || (discountMinor ?? 0) > 0,
    ...(channel !== undefined && { channel }),
    items: boughtItems(items ?? []),
  };
}

/** Leaves the contents only with the newest orders: a function of the orders alone, whatever order they arrived in. */
export function keepNewestContents(orders: readonly CountedOrder[]): readonly CountedOrder[] {
  const oldest = orders.length - ORDERS_WITH_CONTENTS;
  if (!orders.some(({ contents }, position) => position < oldest && contents !== undefined)) return orders;
  return orders.map((order, position) => {
    if (position >= oldest) return order;
    const { contents: _, ...rest } = order;
    return rest;
  });
}

function boughtItems(items: NonNullable<OrderPlaced['items']>): readonly BoughtItem[] {
  const worth = new Map<string, { valueMinor: number; category: string | undefined }>();
  let totalMinor = 0;
  for (const { sku, category, quantity, priceMinor } of items) {
    const valueMinor = quantity * priceMinor;
    totalMinor += valueMinor;
    const known = worth.get(sku);
    worth.set(sku, {
      valueMinor: (known?.valueMinor ?? 0) + valueMinor,
      category: known?.category ?? category,
    });
  }
  return [...worth]
    .sort(([a, one], [b, other]) => other.valueMinor - one.valueMinor || (a < b ? -1 : 1))
    .slice(0, ITEMS_KEPT)
    .map(([sku, { valueMinor, category }]) => ({
      sku,
      ...(category !== undefined && { category }),
      percent: Math.round(totalMinor === 0 ? 100 / worth.size : (100 * valueMinor) / totalMinor),
    }));
}
