import { DOUBLE_OPT_IN } from '../../domain/campaign/double-opt-in.ts';
import { type CompiledRules, rulesAt } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { viewCustomer } from '../../domain/customer/view-customer.ts';
import type { Instant } from '../../domain/instant.ts';
import { linkParameters } from '../../domain/message/link-parameters.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { MOST_RECOMMENDATIONS, type RecommendedProduct } from '../../domain/message/recommended-product.ts';
import { shownAttributes } from '../../domain/message/shown-attributes.ts';
import { showsRecommendations } from '../../domain/message/shows-recommendations.ts';
import type { Templates } from '../../domain/message/template.ts';
import { classify } from '../../domain/segment/classify.ts';
import { signConfirmationLink } from '../consent/confirmation-link.ts';
import { signPreferencesLink } from '../consent/preferences-link.ts';
import type { Contact } from '../contact.ts';
import { signLink } from '../unsubscribe/signed-link.ts';

/** One message to write, and all that is known of the customer who gets it. */
export interface WritingRequest {
  readonly order: MessageOrder;
  readonly state: CustomerState;
  readonly contact: Contact;
  readonly rules: CompiledRules;
  /** Where it goes: an address, or a number in E.164. */
  readonly address: string;
  readonly now: Instant;
  /** Products for this customer; asked for only where the template shows them. */
  readonly recommend: (count: number) => Promise<readonly RecommendedProduct[]>;
}

export interface ValueSettings {
  readonly templates: Templates;
  readonly linkSecret: string;
  /** Where `/unsubscribe` is served, without a slash at the end. */
  readonly publicUrl: string;
}

/** What a template may show to one customer. */
export type MessageValues = (request: WritingRequest) => Promise<MessageVariables>;

/** Products are recommended only for templates that show some: they cost reads. Throws what the table throws. */
export function createMessageValues(settings: ValueSettings): MessageValues {
  const { templates, linkSecret, publicUrl } = settings;
  const showing = new Set(
    Object.keys(templates).filter((name) => Object.values(templates[name] ?? {}).some(showsRecommendations)),
  );
  return async ({ order, state, contact, rules, now, recommend }) => {
    const { customerId, channel, template, offer, entry } = order;
    return {
      ...customerAndShop(state, contact, rules, now),
      offer,
      event: entry,
      recommendations: showing.has(template) ? await recommend(MOST_RECOMMENDATIONS) : [],
      unsubscribeUrl: `${publicUrl}/unsubscribe?token=${signLink(linkSecret, { customerId, channel })}`,
      preferencesUrl: `${publicUrl}/preferences?token=${signPreferencesLink(linkSecret, { customerId })}`,
      ...(order.campaign === DOUBLE_OPT_IN && { confirmUrl: confirmUrl(order, settings) }),
      ...(rules.shop.links !== undefined && { linkParameters: linkParameters(rules.shop.links, order) }),
    };
  };
}

/** The link that confirms what the message asks about; it ends with the message's own time. */
function confirmUrl(
  { customerId, channel, entry, expiresAt }: MessageOrder,
  { linkSecret, publicUrl }: ValueSettings,
): string {
  const topics = Array.isArray(entry.topics) ? entry.topics.map(String) : [];
  const link = { customerId, channel, topics, hasChannel: entry.hasChannel === true, expiresAt };
  return `${publicUrl}/confirm?token=${signConfirmationLink(linkSecret, link)}`;
}

function customerAndShop(
  state: CustomerState,
  contact: Contact,
  rules: CompiledRules,
  now: Instant,
): Pick<MessageVariables, 'customer' | 'shop'> {
  const inForce = rulesAt(rules, now);
  const { purchases } = classify(state, inForce, rules.counting, now);
  const view = viewCustomer(state, purchases, inForce, now);
  const name = contact.name?.value ?? undefined;
  return {
    customer: {
      ...(name !== undefined && { name }),
      stage: view.stage,
      tier: view.tier,
      orders: view.orders,
      ...(view.daysSinceLastOrder >= 0 && { daysSinceLastOrder: view.daysSinceLastOrder }),
      attributes: shownAttributes(view.attributes),
    },
    shop: {
      name: rules.shop.name,
      postalAddress: rules.shop.postalAddress,
      ...(rules.shop.website !== undefined && { website: rules.shop.website }),
    },
  };
}
