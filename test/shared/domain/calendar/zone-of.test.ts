import { describe, expect, it } from 'vitest';
import { COUNTRY_ZONES } from '../../../../shared/domain/calendar/country-zones.ts';
import { isKnownZone } from '../../../../shared/domain/calendar/local-day.ts';
import { zoneOf } from '../../../../shared/domain/calendar/zone-of.ts';

describe('zoneOf', () => {
  it.each([
    ["the customer's own", 'America/Denver', 'CN', 'America/Denver'],
    ["the country's one", undefined, 'CN', 'Asia/Shanghai'],
    ['where most of the country lives', undefined, 'US', 'America/New_York'],
    ["the country's, where their own is not known", 'Mars/Olympus', 'BR', 'America/Sao_Paulo'],
    ['a country in small letters', undefined, 'gb', 'Europe/London'],
    ["the shop's, where the country is not known", undefined, 'ZZ', 'Europe/Paris'],
    ["the shop's, where nothing is", undefined, undefined, 'Europe/Paris'],
    ["the shop's, where their own is empty", '', undefined, 'Europe/Paris'],
  ])('is %s', (_, own, country, expected) => {
    expect(zoneOf(own, country, 'Europe/Paris')).toBe(expected);
  });

  it('has a zone that the runtime knows for every country that people live in', () => {
    expect(COUNTRY_ZONES.size).toBe(247);
    expect([...COUNTRY_ZONES].filter(([, zone]) => !isKnownZone(zone))).toEqual([]);
  });

  it('has a zone for every region that Intl has a name for, but for those where nobody lives', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
    const missing = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => names.of(code) !== undefined && !COUNTRY_ZONES.has(code));
    // Bouvet Island and Heard Island have no people; the others are withdrawn, reserved or of no country.
    expect(missing.join(' ')).toBe(
      'AC AN BU BV CP CQ CS DD DG DY EA EU EZ FX HM HV IC NH QO RH SU TA TP UK UN VD XA XB XK YD YU ZR ZZ',
    );
  });
});
