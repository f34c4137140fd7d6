import type { Rules } from '../rules.ts';
import { TEXT_PRICES } from './text-prices.ts';
import { DEFAULT_TEXT_RULES, type TextRules } from './text-rules.ts';

/** Parts of texts to one country. */
interface BilledParts {
  readonly parts: number;
  /** ISO 3166-1 alpha-2; undefined where it is not known. */
  readonly country: string | undefined;
  readonly isPromotional: boolean;
}

/** What one part costs in US dollars: as the shop says, else as the table of prices has it; undefined where neither knows. */
export function textPartPrice(
  { country, isPromotional }: Omit<BilledParts, 'parts'>,
  { prices }: Pick<TextRules, 'prices'>,
): number | undefined {
  if (country === undefined) return undefined;
  const own = prices[country];
  if (own !== undefined) return own;
  const known = TEXT_PRICES.get(country);
  return isPromotional ? (known?.promotionalUsd ?? known?.usd) : known?.usd;
}

/**
 * What texts cost, in units of the shop's currency: by the price of their country at the shop's exchange rate for USD; where
 * either is not known, by `costs.sms` of `sending.yaml` for each part.
 */
export function textCost(billed: BilledParts, rules: Pick<Rules, 'shop' | 'sending' | 'texts'>): number {
  const { shop, sending, texts = DEFAULT_TEXT_RULES } = rules;
  const usd = textPartPrice(billed, texts);
  const rate = shop.currency === 'USD' ? 1 : shop.exchangeRates.USD;
  return billed.parts * (usd === undefined || rate === undefined ? sending.costs.sms : usd * rate);
}
