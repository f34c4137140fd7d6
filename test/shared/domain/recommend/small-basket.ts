import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { Basket } from '../../../../shared/domain/recommend/basket.ts';

/** The day from which the small baskets count theirs. */
export const DAY_ZERO = Date.UTC(2025, 4, 1);

/** A basket of one of each product, so many days after day zero; a product may be written "sku@category". */
export function smallBasket(customerId: string, skus: readonly string[], day = 0): Basket {
  const items = skus.map((text) => {
    const [sku = '', category] = text.split('@');
    return { sku, quantity: 1, ...(category !== undefined && { category }) };
  });
  return { customerId, at: DAY_ZERO + day * DAY_MS, items };
}
