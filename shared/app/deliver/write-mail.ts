import { type CompiledRules, rulesAt } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { viewCustomer } from '../../domain/customer/view-customer.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MailVariables } from '../../domain/message/mail-variables.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import { MOST_RECOMMENDATIONS, type RecommendedProduct } from '../../domain/message/recommended-product.ts';
import { createEmailRenderer } from '../../domain/message/render-email.ts';
import type { Templates } from '../../domain/message/template.ts';
import { classify } from '../../domain/segment/classify.ts';
import type { OutgoingMail } from '../../ports.ts';
import type { Contact } from '../contact.ts';
import { signLink } from '../unsubscribe/signed-link.ts';
import { composeMail } from './compose-mail.ts';

interface MailRequest {
  readonly order: MessageOrder;
  readonly state: CustomerState;
  readonly contact: Contact;
  readonly address: string;
  readonly now: Instant;
  /** Products for this customer; asked for only where the template shows them. */
  readonly recommend: (count: number) => Promise<readonly RecommendedProduct[]>;
}

type WrittenMail =
  | { readonly status: 'written'; readonly mail: OutgoingMail; readonly locale: string }
  | { readonly status: 'unrenderable'; readonly reason: string };

export type MailWriter = (request: MailRequest) => Promise<WrittenMail>;

interface MailSettings {
  readonly rules: CompiledRules;
  readonly templates: Templates;
  /** Address that mail comes from; the shop's name stands before it. */
  readonly sender: string;
  readonly linkSecret: string;
  /** Where `/unsubscribe` is served, without a slash at the end. */
  readonly publicUrl: string;
}

/** Writes one customer's mail: the template filled in the customer's language, and the headers that the law asks for. */
export function createMailWriter(settings: MailSettings): MailWriter {
  const { rules, sender, publicUrl, linkSecret } = settings;
  const renderer = createEmailRenderer(settings.templates);
  return async ({ order, state, contact, address, now, recommend }) => {
    const { customerId, campaign, step, channel, template } = order;
    const token = signLink(linkSecret, { customerId, channel });
    const unsubscribeUrl = `${publicUrl}/unsubscribe?token=${token}`;
    const recommendations = renderer.showsRecommendations(template)
      ? await recommend(MOST_RECOMMENDATIONS)
      : [];
    const rendering = renderer.render({
      template,
      locale: state.profile.locale?.value,
      fallbackLocale: rules.shop.locale,
      variables: { ...mailVariables(state, contact, rules, now), recommendations, unsubscribeUrl },
    });
    if (rendering.status === 'unknown-template')
      return { status: 'unrenderable', reason: `There is no template "${template}".` };
    if (rendering.status === 'unfilled') {
      const { locale, part, slot = '', reason } = rendering;
      return { status: 'unrenderable', reason: `${template}/${locale}, ${part} ${slot}: ${reason}` };
    }
    const { mail } = rendering;
    const raw = await composeMail({
      from: { name: rules.shop.senderName ?? rules.shop.name, address: sender },
      to: address,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      unsubscribeUrl,
      date: now,
    });
    const tags = { campaign: tagValue(campaign), step: tagValue(step) };
    return { status: 'written', locale: mail.locale, mail: { from: sender, to: address, raw, tags } };
  };
}

function mailVariables(
  state: CustomerState,
  contact: Contact,
  rules: CompiledRules,
  now: Instant,
): Pick<MailVariables, 'customer' | 'shop'> {
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
    },
    shop: {
      name: rules.shop.name,
      postalAddress: rules.shop.postalAddress,
      ...(rules.shop.website !== undefined && { website: rules.shop.website }),
    },
  };
}

/** SES takes [A-Za-z0-9_-] in a tag's value, 256 characters at most. */
const tagValue = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 256);
