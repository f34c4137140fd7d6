import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { countSmsParts } from '../../domain/message/sms-parts.ts';
import type { Templates } from '../../domain/message/template.ts';
import type { Rules } from '../../domain/rules.ts';
import { finishText } from '../../domain/text/finish-text.ts';
import { isFirstText } from '../../domain/text/is-first-text.ts';
import { likelyCountry } from '../../domain/text/likely-country.ts';
import { textCost } from '../../domain/text/text-cost.ts';
import { textCountryOf } from '../../domain/text/text-country-of.ts';
import { DEFAULT_TEXT_RULES } from '../../domain/text/text-rules.ts';

type RequestedText = Extract<Fact, { kind: 'message.requested' }>;

/** What one text is sent as, and its cost in units of the shop's currency. */
interface TextEstimate {
  readonly parts: number;
  readonly cost: number;
}

export type TextEstimator = (text: RequestedText, state: CustomerState) => TextEstimate;

interface TextSources {
  readonly rules: Rules;
  readonly templates: Templates;
  /** Values to fill a step's template with, its own offer among them; undefined for one that is not known. */
  readonly sampleOf: (text: RequestedText) => MessageVariables | undefined;
}

/**
 * Estimates texts that nobody gets: the template in the customer's language, filled with sample values, finished as for their country,
 * and its parts counted. Names and the like may be longer or shorter than the sample's. A template that cannot be filled counts as
 * one part.
 */
export function createTextEstimator({ rules, templates, sampleOf }: TextSources): TextEstimator {
  const { shop, texts = DEFAULT_TEXT_RULES } = rules;
  const renderer = createSmsRenderer(templates);
  const known = new Map<string, number>();

  const countParts = (text: RequestedText, state: CustomerState, country: string | undefined): number => {
    const variables = sampleOf(text);
    if (variables === undefined) return 1;
    const locale = state.profile.locale?.value;
    const rendering = renderer.render({
      template: text.template,
      locale,
      fallbackLocale: shop.locale,
      variables,
    });
    if (rendering.status !== 'rendered') return 1;
    const occasion = {
      country,
      locale: rendering.locale,
      isPromotional: text.isPromotional,
      isFirst: isFirstText(state, text),
      shopName: shop.name,
    };
    return countSmsParts(finishText(rendering.body, occasion, texts)).parts;
  };

  return (text, state) => {
    const { campaign, step, template, isPromotional, variant = '' } = text;
    const locale = state.profile.locale?.value ?? shop.locale;
    const country = textCountryOf(state.profile, texts) ?? likelyCountry(locale);
    const isFirst = isFirstText(state, text);
    const key = JSON.stringify([campaign, step, template, variant, locale, country, isFirst, text.offer]);
    const parts = known.get(key) ?? countParts(text, state, country);
    known.set(key, parts);
    return { parts, cost: textCost({ parts, country, isPromotional }, rules) };
  };
}
