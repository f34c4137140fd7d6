import type { Profile } from '../customer/customer-state.ts';
import type { TextRules } from './text-rules.ts';

/**
 * The country (ISO 3166-1 alpha-2) whose rules a customer's texts follow: that of the number, else the one that the customer is
 * in, else the shop's own. Undefined where none is known.
 */
export const textCountryOf = (
  { phoneCountry, country }: Pick<Profile, 'phoneCountry' | 'country'>,
  { homeCountry }: Pick<TextRules, 'homeCountry'>,
): string | undefined => phoneCountry?.value || country?.value || homeCountry;
