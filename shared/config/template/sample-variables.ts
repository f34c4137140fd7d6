import type { Offer } from '../../domain/campaign/campaign-rules.ts';
import { DOUBLE_OPT_IN } from '../../domain/campaign/double-opt-in.ts';
import type { EventData } from '../../domain/customer/event-data.ts';
import { linkParameters } from '../../domain/message/link-parameters.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { MOST_RECOMMENDATIONS, type RecommendedProduct } from '../../domain/message/recommended-product.ts';
import { sampleAttributes } from '../../domain/message/sample-attributes.ts';
import type { ShopSettings } from '../../domain/shop-settings.ts';
import { sampleEvents } from './sample-events.ts';
import type { TemplateUse } from './template-uses.ts';

/** Values to try a template on. */
export interface MessageSample {
  readonly variables: MessageVariables;
  /** The step that would send them; absent where none is known: then nobody knows what it offers either. */
  readonly use?: TemplateUse;
}

/** The parts of the shop's settings that messages may show. */
export const shopVariables = (shop: ShopSettings): MessageVariables['shop'] => ({
  name: shop.name,
  postalAddress: shop.postalAddress,
  ...(shop.website === undefined ? {} : { website: shop.website }),
});

const SAMPLE_MESSAGE = { campaign: 'sample', step: 'sample', channel: 'email' } as const;

/** One of whom all is known, and one of whom nothing is. */
const CUSTOMERS: readonly MessageVariables['customer'][] = [
  {
    name: 'Ada <Lin> & Co',
    stage: 'lapsed',
    tier: 'mid',
    orders: 4,
    daysSinceLastOrder: 181,
    attributes: {},
  },
  { stage: 'prospect', tier: 'tail', orders: 0, attributes: {} },
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

/** Customers to try a template on, each with each list of recommendations, for each way in which it is sent. */
export function messageSamples(
  shop: ShopSettings,
  uses: readonly TemplateUse[] = [],
): readonly MessageSample[] {
  const always = {
    shop: shopVariables(shop),
    unsubscribeUrl: 'https://example.com/unsubscribe?token=sample',
    preferencesUrl: 'https://example.com/preferences?token=sample',
    linkParameters: linkParameters(shop.links ?? { source: 'sample' }, SAMPLE_MESSAGE),
  };
  const occasions: readonly (Omit<Occasion, 'use'> & Partial<Occasion>)[] =
    uses.length === 0 ? [{ offer: {}, event: {} }] : differing(uses.flatMap(occasionsOf));
  return occasions.flatMap(({ offer, event, ...sent }) =>
    RECOMMENDATIONS.flatMap((recommendations) =>
      CUSTOMERS.map((customer) => ({
        variables: {
          ...{ ...always, customer, recommendations, offer, event },
          // Of a template that nothing sends nobody knows what it is for.
          ...((sent.use === undefined || sent.use.campaign === DOUBLE_OPT_IN) && {
            confirmUrl: 'https://example.com/confirm?token=sample',
          }),
        },
        ...sent,
      })),
    ),
  );
}

interface Occasion {
  readonly offer: Offer;
  readonly event: EventData;
  readonly use: TemplateUse;
}

const occasionsOf = (use: TemplateUse): readonly Occasion[] =>
  (use.entry === undefined ? [{}] : sampleEvents(use.entry)).map((event) => ({
    offer: use.offer,
    event,
    use,
  }));

/** One of each that offers and tells the same, for the same purpose. */
function differing(occasions: readonly Occasion[]): readonly Occasion[] {
  const known = new Map<string, Occasion>();
  for (const occasion of occasions) {
    const key = JSON.stringify([occasion.offer, occasion.event, occasion.use.isPromotional]);
    if (!known.has(key)) known.set(key, occasion);
  }
  return [...known.values()];
}

const MENTION = /\b(offer|event)\.([A-Za-z_]\w*)/g;

/**
 * The sample's values for a text: something for every `offer.x` and `event.x` in it where no step is known to send it; and, of the
 * customer of whom all is known, every attribute that it mentions, then all of them but one, for each.
 */
export function withMentioned({ variables, use }: MessageSample, text: string): readonly MessageVariables[] {
  const given = use === undefined ? { ...variables, ...mentionedIn(text) } : variables;
  if (variables.customer.name === undefined) return [given];
  const all = sampleAttributes(text);
  const allButOne = Object.keys(all).map((missing) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name !== missing)),
  );
  return [all, ...allButOne].map((attributes) => ({ ...given, customer: { ...given.customer, attributes } }));
}

function mentionedIn(text: string): Pick<MessageVariables, 'offer' | 'event'> {
  const ofGroup = (group: string) =>
    Object.fromEntries(
      [...text.matchAll(MENTION)].flatMap(([, of, field = '']) => (of === group ? [[field, 1]] : [])),
    );
  return { offer: ofGroup('offer'), event: ofGroup('event') };
}
