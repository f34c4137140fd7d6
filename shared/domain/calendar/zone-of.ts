import { COUNTRY_ZONES } from './country-zones.ts';
import { isKnownZone } from './local-day.ts';

/**
 * The IANA zone to go by for a customer: their own, else the one that most people of their country (ISO 3166-1 alpha-2) live
 * in, else the shop's. What the runtime does not know counts as not said; the shop's must be known.
 */
export function zoneOf(own: string | undefined, country: string | undefined, shop: string): string {
  if (own !== undefined && isKnownZone(own)) return own;
  const ofCountry = country === undefined ? undefined : COUNTRY_ZONES.get(country.toUpperCase());
  return ofCountry !== undefined && isKnownZone(ofCountry) ? ofCountry : shop;
}
