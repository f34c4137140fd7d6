import type { Offer } from '../../domain/campaign/campaign-rules.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { EventData } from '../../domain/customer/event-data.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { shownAttributes } from '../../domain/message/shown-attributes.ts';
import type { Persona } from './persona.ts';

/** What messages show of somebody made up. */
export function personaVariables(
  { view, name }: Persona,
  { shop }: CompiledRules,
  offer: Offer,
  event: EventData,
): MessageVariables {
  const { stage, tier, orders, daysSinceLastOrder, topCategory, attributes } = view;
  return {
    customer: {
      ...(name !== undefined && { name }),
      stage,
      tier,
      orders,
      ...(daysSinceLastOrder >= 0 && { daysSinceLastOrder }),
      attributes: shownAttributes(attributes),
    },
    shop: {
      name: shop.name,
      postalAddress: shop.postalAddress,
      ...(shop.website !== undefined && { website: shop.website }),
    },
    offer,
    event,
    recommendations: RECOMMENDED.map((sku) => ({
      sku,
      ...(topCategory !== '' && { category: topCategory }),
    })),
    unsubscribeUrl: 'https://example.com/unsubscribe?token=preview',
    preferencesUrl: 'https://example.com/preferences?token=preview',
  };
}

/** Stand in for what the shop has learned to recommend. */
const RECOMMENDED = ['first-recommended-product', 'second-recommended-product', 'third-recommended-product'];
