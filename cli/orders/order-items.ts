import { ITEM_LIMITS } from '../../shared/contracts/shop-event.ts';

/** An item of an order as an event carries it. */
export interface DraftItem {
  readonly sku: string;
  readonly category?: string;
  readonly quantity: number;
  /** Price of one in minor units. */
  readonly price: number;
}

/** An item of which the file may not give the price. */
export interface UnpricedItem extends Omit<DraftItem, 'price'> {
  readonly price?: number | undefined;
}

/** Gives items without a price an even share, by quantity, of what the order cost before its discount. */
export function priceItems(items: readonly UnpricedItem[], costMinor: number): DraftItem[] {
  const priced = items.filter((item) => item.price !== undefined);
  const known = priced.reduce((sum, item) => sum + (item.price ?? 0) * item.quantity, 0);
  const units = items.reduce((sum, item) => sum + (item.price === undefined ? item.quantity : 0), 0);
  const share = units === 0 ? 0 : Math.max(0, Math.round((costMinor - known) / units));
  return items.map((item) => ({ ...item, price: item.price ?? share }));
}

/**
 * Fits an order's items into an event: lines of the same product at the same price become one, and of more than an event may carry
 * those of the greatest value stay. The order's total is not touched.
 */
export function fitItems(items: readonly DraftItem[]): DraftItem[] {
  const merged = new Map<string, DraftItem>();
  for (const item of items) {
    const key = `${item.price} ${item.category ?? ''} ${item.sku}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? item : { ...before, quantity: before.quantity + item.quantity });
  }
  const all = [...merged.values()];
  return all.length <= ITEM_LIMITS.items
    ? all
    : all.toSorted((a, b) => b.price * b.quantity - a.price * a.quantity).slice(0, ITEM_LIMITS.items);
}
