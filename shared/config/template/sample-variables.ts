import type { MailVariables } from '../../domain/message/mail-variables.ts';
import { MOST_RECOMMENDATIONS, type RecommendedProduct } from '../../domain/message/recommended-product.ts';
import type { ShopSettings } from '../../domain/rules.ts';

/** The parts of the shop's settings that mails may show. */
export const shopVariables = (shop: ShopSettings): MailVariables['shop'] => ({
  name: shop.name,
  postalAddress: shop.postalAddress,
  ...(shop.website === undefined ? {} : { website: shop.website }),
});

/** One of whom all is known, and one of whom nothing is. */
const CUSTOMERS: readonly MailVariables['customer'][] = [
  { name: 'Ada <Lin> & Co', stage: 'lapsed', tier: 'mid', orders: 4, daysSinceLastOrder: 181 },
  { stage: 'prospect', tier: 'tail', orders: 0 },
];

/** As many products as there can be, a single one of which little is known, and none. */
const RECOMMENDATIONS: readonly (readonly RecommendedProduct[])[] = [
  Array.from({ length: MOST_RECOMMENDATIONS }, (_, position) => ({
    sku: `cup-${position + 1} <small> & "blue"`,
    category: 'cups & bowls',
  })),
  [{ sku: '85123A' }],
  [],
];

/** Customers to try templates on, each with each list of recommendations. */
export function sampleVariables(shop: ShopSettings): readonly MailVariables[] {
  const always = {
    shop: shopVariables(shop),
    unsubscribeUrl: 'https://example.com/unsubscribe?token=sample',
  };
  return RECOMMENDATIONS.flatMap((recommendations) =>
    CUSTOMERS.map((customer) => ({ ...always, customer, recommendations })),
  );
}
