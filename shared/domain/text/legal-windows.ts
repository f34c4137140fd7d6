import { isKnownZone } from '../calendar/local-day.ts';
import { compileSendWindows, type SendWindows } from '../calendar/send-windows.ts';
import { zoneOf } from '../calendar/zone-of.ts';
import type { Profile } from '../customer/customer-state.ts';
import type { LegalHours } from './text-countries.ts';
import { TEXT_COUNTRIES } from './text-countries.ts';
import { textCountryRules } from './text-country-rules.ts';
import type { TextRules } from './text-rules.ts';

/** When promotion may go to a country by its law, ready to be asked. */
export interface LegalWindows extends LegalHours {
  readonly windows: SendWindows;
}

/** By country, of those that have hours. Throws RangeError where hours leave no time; the shop's loader has refused such before. */
export function compileLegalWindows(texts: TextRules): ReadonlyMap<string, LegalWindows> {
  const countries = new Set([...TEXT_COUNTRIES.keys(), ...Object.keys(texts.countries)]);
  return new Map(
    [...countries].flatMap((country) => {
      const { hours } = textCountryRules(texts, country);
      if (hours === undefined) return [];
      const compiled = compileSendWindows(hours.weekly, []);
      if (!compiled.ok) throw new RangeError(`Texts to ${country}: ${compiled.message}.`);
      return [[country, { ...hours, windows: compiled.windows }] as const];
    }),
  );
}

/** The IANA zones in all of which the law's hours must allow a text to a customer. */
export function legalZones(
  { clock, zones }: LegalHours,
  { timeZone, country }: Pick<Profile, 'timeZone' | 'country'>,
  shopZone: string,
): readonly string[] {
  if (clock === 'country') return zones;
  const own = timeZone?.value;
  if (own !== undefined && isKnownZone(own)) return [own];
  return zones.length > 0 ? zones : [zoneOf(undefined, country?.value, shopZone)];
}
