import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { countSmsParts } from '../../domain/message/sms-parts.ts';
import type { OutgoingText } from '../../ports.ts';
import { tagsOf } from './message-tags.ts';
import { createMessageValues, type ValueSettings, type WritingRequest } from './message-values.ts';

type WrittenText =
  | {
      readonly status: 'written';
      readonly text: OutgoingText;
      readonly locale: string;
      /** Messages that it is billed as. */
      readonly parts: number;
    }
  | { readonly status: 'unrenderable'; readonly reason: string };

export type TextWriter = (request: WritingRequest) => Promise<WrittenText>;

/** Writes one customer's text message: the template filled in the customer's language. What the law asks for is its author's to write. */
export function createTextWriter(settings: ValueSettings): TextWriter {
  const renderer = createSmsRenderer(settings.templates);
  const valuesFor = createMessageValues(settings);
  return async (request) => {
    const { order, state, rules, address, now } = request;
    const { template, isPromotional, expiresAt } = order;
    const rendering = renderer.render({
      template,
      locale: state.profile.locale?.value,
      fallbackLocale: rules.shop.locale,
      variables: await valuesFor(request),
    });
    if (rendering.status === 'unknown-template')
      return { status: 'unrenderable', reason: `There is no text message in a template "${template}".` };
    if (rendering.status === 'unfilled') {
      const { locale, slot = '', reason } = rendering;
      return { status: 'unrenderable', reason: `${template}/${locale}, sms ${slot}: ${reason}` };
    }
    const { body, locale } = rendering;
    const timeToLiveSeconds = Math.max(0, Math.floor((expiresAt - now) / 1000));
    return {
      status: 'written',
      locale,
      parts: countSmsParts(body).parts,
      text: { to: address, body, isPromotional, tags: tagsOf(order), timeToLiveSeconds },
    };
  };
}
