import { zoneOf } from '../calendar/zone-of.ts';
import type { ShopSettings } from '../shop-settings.ts';
import type { Profile } from './customer-state.ts';

/** The IANA zone that a customer's local times are told by: their own, else their country's, else the shop's. */
export const customerZone = (
  { timeZone, country }: Pick<Profile, 'timeZone' | 'country'>,
  shop: Pick<ShopSettings, 'timeZone'>,
): string => zoneOf(timeZone?.value, country?.value, shop.timeZone);
