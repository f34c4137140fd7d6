import type { MailVariables } from '../../domain/message/mail-variables.ts';
import type { ShopSettings } from '../../domain/rules.ts';

/** The parts of the shop's settings that mails may show. */
export const shopVariables = (shop: ShopSettings): MailVariables['shop'] => ({
  name: shop.name,
  postalAddress: shop.postalAddress,
  ...(shop.website === undefined ? {} : { website: shop.website }),
});

/** Two customers to try templates on: one of whom all is known, and one of whom nothing is. */
export function sampleVariables(shop: ShopSettings): readonly MailVariables[] {
  const always = {
    shop: shopVariables(shop),
    unsubscribeUrl: 'https://example.com/unsubscribe?token=sample',
  };
  return [
    {
      ...always,
      customer: { name: 'Ada <Lin> & Co', stage: 'lapsed', tier: 'mid', orders: 4, daysSinceLastOrder: 181 },
    },
    { ...always, customer: { stage: 'prospect', tier: 'tail', orders: 0 } },
  ];
}
