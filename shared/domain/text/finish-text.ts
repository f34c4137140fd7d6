import type { OptOut } from './text-countries.ts';
import { textCountryRules } from './text-country-rules.ts';
import type { TextRules } from './text-rules.ts';
import { transliterate } from './transliterate.ts';

/** Whom a text goes to, and what for. */
export interface TextOccasion {
  /** ISO 3166-1 alpha-2; undefined where it is not known: then nothing is added. */
  readonly country: string | undefined;
  /** BCP 47: the language that the text is in. */
  readonly locale: string;
  readonly isPromotional: boolean;
  /** The first promotional text that the customer gets. */
  readonly isFirst: boolean;
  readonly shopName: string;
}

/**
 * The text as it goes out: signed and with the way out where the country asks for them and the author has not written them, and
 * in GSM 7 bit where the shop wants that and it takes fewer parts.
 */
export function finishText(body: string, occasion: TextOccasion, texts: TextRules): string {
  const { country, shopName } = occasion;
  if (country === undefined) return inFewestParts(body, texts);
  const { isSigned = false, optOut } = textCountryRules(texts, country);
  const brand = texts.countries[country]?.signature ?? texts.signature ?? shopName;
  const signed = isSigned && !isSignedAlready(body) ? `【${brand}】${body}` : body;
  return inFewestParts(withOptOut(signed, optOut, occasion), texts);
}

const inFewestParts = (text: string, texts: TextRules): string =>
  texts.transliterate ? transliterate(text) : text;

/** Some put it at the end. */
const isSignedAlready = (body: string): boolean => /^【[^】]+】|【[^】]+】$/.test(body);

function withOptOut(
  body: string,
  optOut: OptOut | undefined,
  { locale, isPromotional, isFirst }: TextOccasion,
): string {
  if (optOut === undefined || !isPromotional || (optOut.when === 'first' && !isFirst)) return body;
  const [fallback = ''] = Object.values(optOut.text);
  const words = optOut.text[locale.split('-', 1)[0]?.toLowerCase() ?? ''] ?? fallback;
  if (body.includes(words) || optOut.isToldBy.test(body)) return body;
  // Chinese is written without spaces between sentences.
  return /[。！？，；：】」]$/.test(body) ? `${body}${words}` : `${body} ${words}`;
}
