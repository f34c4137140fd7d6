import { nextAllowed } from '../calendar/next-allowed.ts';
import { nextAllowedByAll, type ZonedWindows } from '../calendar/next-allowed-by-all.ts';
import type { Channel } from '../channel.ts';
import type { CompiledRules } from '../compiled-rules.ts';
import type { Profile } from '../customer/customer-state.ts';
import { customerZone } from '../customer/customer-zone.ts';
import type { Instant } from '../instant.ts';
import { legalZones } from '../text/legal-windows.ts';
import { textCountryOf } from '../text/text-country-of.ts';
import { DEFAULT_TEXT_RULES } from '../text/text-rules.ts';

/**
 * The first instant at or after `at` when a campaign may send to a customer: by their clock, and for a text message within the
 * hours that the law of their country leaves. Infinite where these have nothing in common. `phoneCountry` is that of the number
 * (ISO 3166-1 alpha-2) where the caller knows the number itself.
 */
export function nextSendTime(
  rules: CompiledRules,
  campaign: string,
  channel: Channel,
  profile: Profile,
  at: Instant,
  phoneCountry?: string,
): Instant {
  const windows = rules.campaignsByName.get(campaign)?.windows[channel];
  if (windows === undefined) return at;
  const timeZone = customerZone(profile, rules.shop);
  const legal = channel === 'sms' ? legalWindowsOf(rules, profile, phoneCountry) : [];
  return legal.length === 0
    ? nextAllowed(at, windows, timeZone)
    : nextAllowedByAll(at, [{ windows, timeZone }, ...legal]);
}

function legalWindowsOf(
  { legalWindows, texts = DEFAULT_TEXT_RULES, shop }: CompiledRules,
  profile: Profile,
  phoneCountry: string | undefined,
): readonly ZonedWindows[] {
  const country = phoneCountry ?? textCountryOf(profile, texts);
  const legal = country === undefined ? undefined : legalWindows.get(country);
  if (legal === undefined) return [];
  return legalZones(legal, profile, shop.timeZone).map((timeZone) => ({ windows: legal.windows, timeZone }));
}
