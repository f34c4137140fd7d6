import { countSmsParts, type SmsParts } from '../../domain/message/sms-parts.ts';
import type { Rules } from '../../domain/rules.ts';
import { finishText } from '../../domain/text/finish-text.ts';
import { likelyCountry } from '../../domain/text/likely-country.ts';
import { textPartPrice } from '../../domain/text/text-cost.ts';
import { DEFAULT_TEXT_RULES } from '../../domain/text/text-rules.ts';

/** A text as it would go out. */
export interface FinishedText {
  readonly body: string;
  readonly size: SmsParts;
  /** ISO 3166-1 alpha-2: the person's country, else the shop's, else the one in which most read the language. */
  readonly country?: string;
  /** US dollars for all parts, to a hundred thousandth; absent where the price is not known. */
  readonly usd?: number;
}

export type TextFinisher = (rendered: string, locale: string) => FinishedText;

/** Finishes texts as they would go to a person for the first time, and reckons their size and price. `personCountry` may be empty. */
export function createTextFinisher(
  { texts = DEFAULT_TEXT_RULES, shop }: Pick<Rules, 'texts' | 'shop'>,
  personCountry: string,
  isPromotional: boolean,
): TextFinisher {
  return (rendered, locale) => {
    const country = personCountry || texts.homeCountry || likelyCountry(locale);
    const occasion = { country, locale, isPromotional, isFirst: true, shopName: shop.name };
    const body = finishText(rendered, occasion, texts);
    const size = countSmsParts(body);
    const price = textPartPrice({ country, isPromotional }, texts);
    return {
      body,
      size,
      ...(country !== undefined && { country }),
      ...(price !== undefined && { usd: Math.round(price * size.parts * 1e5) / 1e5 }),
    };
  };
}
