import type * as z from 'zod';
import { compileSendWindows } from '../domain/calendar/send-windows.ts';
import { TEXT_COUNTRIES } from '../domain/text/text-countries.ts';
import type { TextCountrySettings, TextRules } from '../domain/text/text-rules.ts';
import { nearestName } from '../nearest-name.ts';
import { smsFileSchema } from './files/sms-file.ts';
import { toWeeklyHours } from './files/weekly-hours.ts';
import type { ShopProblems } from './shop-problems.ts';
import type { YamlFile } from './yaml-file.ts';

type SmsFile = z.output<typeof smsFileSchema>;
type CountryFile = SmsFile['countries'][string];

/** Reads sms.yaml, which a shop may do without; undefined, with the problems added, where something is wrong. */
export function readSms(templates: readonly string[], problems: ShopProblems): TextRules | undefined {
  const file = problems.readOptional('sms.yaml', smsFileSchema);
  if (file === undefined) return undefined;
  const before = problems.list.length;
  for (const [country, rules] of Object.entries(file.value.countries))
    checkCountry(country, rules, templates, file.yaml, problems);
  if (problems.list.length > before) return undefined;
  const { country, signature, countries, ...rest } = file.value;
  return {
    ...rest,
    ...(country !== undefined && { homeCountry: country }),
    ...(signature !== undefined && { signature }),
    countries: Object.fromEntries(
      Object.entries(countries).map(([name, rules]) => [name, settingsOf(name, rules)]),
    ),
  };
}

function checkCountry(
  country: string,
  { hours, beyondTheLaw, optOut, entityId, templateIds = {} }: CountryFile,
  templates: readonly string[],
  yaml: YamlFile,
  problems: ShopProblems,
): void {
  const path = ['countries', country];
  if (hours !== undefined && !beyondTheLaw && isWider(country, hours)) {
    const message = `are wider than those known of ${country}; narrow them, or say beyondTheLaw: true where that is meant`;
    problems.addAt(yaml, [...path, 'hours'], message);
  }
  const isKnown = TEXT_COUNTRIES.get(country)?.optOut !== undefined;
  if (optOut !== undefined && optOut.when !== 'never' && optOut.text === undefined && !isKnown)
    problems.addAt(yaml, [...path, 'optOut'], `has no text, and none is known of ${country}; give one`);
  for (const template of Object.keys(templateIds)) {
    if (templates.includes(template)) continue;
    const message = `there is no template "${template}"`;
    problems.addAt(yaml, [...path, 'templateIds', template], message, nearestName(template, templates));
  }
  if (entityId === undefined && Object.keys(templateIds).length > 0)
    problems.addAt(
      yaml,
      [...path, 'templateIds'],
      'do not go without the entityId that they are registered under',
    );
}

/** Whether hours allow a minute that those known of the country do not. */
function isWider(country: string, hours: NonNullable<CountryFile['hours']>): boolean {
  const known = TEXT_COUNTRIES.get(country)?.hours;
  if (known === undefined) return false;
  const [own, law] = [compileSendWindows(hours.map(toWeeklyHours), []), compileSendWindows(known.weekly, [])];
  if (!own.ok || !law.ok) return false;
  const { opensIn } = law.windows;
  return own.windows.opensIn.some((wait, minute) => wait === 0 && opensIn[minute] !== 0);
}

function settingsOf(
  country: string,
  { hours, signature, optOut, entityId, templateIds }: CountryFile,
): TextCountrySettings {
  return {
    ...(hours !== undefined && { hours: hours.map(toWeeklyHours) }),
    ...(signature !== undefined && { signature }),
    ...(optOut !== undefined && { optOut: optOutOf(country, optOut) }),
    ...(entityId !== undefined && { entityId }),
    ...(templateIds !== undefined && { templateIds }),
  };
}

function optOutOf(
  country: string,
  { when, text }: NonNullable<CountryFile['optOut']>,
): NonNullable<TextCountrySettings['optOut']> {
  if (when === 'never') return 'none';
  const words = typeof text === 'string' ? { any: text } : text;
  return { when, text: words ?? TEXT_COUNTRIES.get(country)?.optOut?.text ?? {} };
}
