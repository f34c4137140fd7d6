import { asciiAddress } from '../../ascii-address.ts';
import { createEmailRenderer } from '../../domain/message/render-email.ts';
import type { OutgoingMail } from '../../ports.ts';
import { composeMail } from './compose-mail.ts';
import { tagsOf } from './message-tags.ts';
import { messageToken } from './message-token.ts';
import { createMessageValues, type ValueSettings, type WritingRequest } from './message-values.ts';

type WrittenMail =
  | { readonly status: 'written'; readonly mail: OutgoingMail; readonly locale: string }
  | { readonly status: 'unrenderable'; readonly reason: string };

export type MailWriter = (request: WritingRequest) => Promise<WrittenMail>;

interface MailSettings extends ValueSettings {
  /** Address that mail comes from; the shop's name stands before it. */
  readonly sender: string;
}

/** Writes one customer's mail: the template filled in the customer's language, and the headers that the law asks for. */
export function createMailWriter(settings: MailSettings): MailWriter {
  const { templates, sender } = settings;
  const renderer = createEmailRenderer(templates);
  const valuesFor = createMessageValues(settings);
  return async (request) => {
    const { order, state, rules, now } = request;
    const recipient = asciiAddress(request.address);
    if (!recipient.ok) return { status: 'unrenderable', reason: recipient.reason };
    const variables = await valuesFor(request);
    const { template } = order;
    const rendering = renderer.render({
      template,
      locale: state.profile.locale?.value,
      fallbackLocale: rules.shop.locale,
      variables,
    });
    if (rendering.status === 'unknown-template')
      return { status: 'unrenderable', reason: `There is no mail in a template "${template}".` };
    if (rendering.status === 'unfilled') {
      const { locale, part, slot = '', reason } = rendering;
      return { status: 'unrenderable', reason: `${template}/${locale}, ${part} ${slot}: ${reason}` };
    }
    const { mail } = rendering;
    const raw = await composeMail({
      from: { name: rules.shop.senderName ?? rules.shop.name, address: sender },
      to: recipient.address,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      // One cannot unsubscribe from an invoice, and who tried would lose what they did ask for.
      ...(order.isPromotional && { unsubscribeUrl: variables.unsubscribeUrl }),
      ...(rules.shop.replyTo !== undefined && { replyTo: rules.shop.replyTo }),
      isAutomatic: !order.isPromotional,
      date: now,
      messageId: messageToken(order),
    });
    return {
      status: 'written',
      locale: mail.locale,
      mail: { from: sender, to: recipient.address, raw, tags: tagsOf(order) },
    };
  };
}
