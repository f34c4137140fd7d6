import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { countSmsParts } from '../../domain/message/sms-parts.ts';
import { finishText } from '../../domain/text/finish-text.ts';
import { isFirstText } from '../../domain/text/is-first-text.ts';
import { numberCountry } from '../../domain/text/number-country.ts';
import { textCountryOf } from '../../domain/text/text-country-of.ts';
import { DEFAULT_TEXT_RULES, type TextRules } from '../../domain/text/text-rules.ts';
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
      /** ISO 3166-1 alpha-2 of the number, where it is of a country: what the price goes by. */
      readonly country?: string;
    }
  | { readonly status: 'unrenderable'; readonly reason: string };

export type TextWriter = (request: WritingRequest) => Promise<WrittenText>;

/**
 * Writes one customer's text message: the template filled in the customer's language, with the signature and the way out that the
 * country of the number asks for where the author has not written them.
 */
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
    const { texts = DEFAULT_TEXT_RULES, shop } = rules;
    const country = numberCountry(address);
    const occasion = {
      country: country ?? textCountryOf(state.profile, texts),
      locale: rendering.locale,
      isPromotional,
      isFirst: isFirstText(state, order),
      shopName: shop.name,
    };
    const body = finishText(rendering.body, occasion, texts);
    const timeToLiveSeconds = Math.max(0, Math.floor((expiresAt - now) / 1000));
    return {
      status: 'written',
      locale: rendering.locale,
      parts: countSmsParts(body).parts,
      ...(country !== undefined && { country }),
      text: {
        ...{ to: address, body, isPromotional, tags: tagsOf(order), timeToLiveSeconds },
        ...(country !== undefined && { country }),
        ...registrationOf(texts, country, template),
      },
    };
  };
}

/** India wants the ids under which the shop and the text are registered (TRAI TCCCPR). */
function registrationOf(
  { countries }: TextRules,
  country: string | undefined,
  template: string,
): Pick<OutgoingText, 'registration'> {
  const { entityId, templateIds } = (country === undefined ? undefined : countries[country]) ?? {};
  if (entityId === undefined) return {};
  const templateId = templateIds?.[template];
  return { registration: { entityId, ...(templateId !== undefined && { templateId }) } };
}
