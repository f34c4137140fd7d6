import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The country (ISO 3166-1 alpha-2) of a number in E.164, by its country code and, where countries share one, its area code;
 * undefined for a number of no country, as of satellites.
 */
export const numberCountry = (number: string): string | undefined =>
  parsePhoneNumberFromString(number, { extract: false })?.country;
