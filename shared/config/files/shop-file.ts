import * as z from 'zod';
import { asciiAddress } from '../../ascii-address.ts';
import { nearestName } from '../../nearest-name.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const currencyCodeSchema = z.string().superRefine((code, context) => {
  if (currencies.has(code)) return;
  const meant = nearestName(code, currencies);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  context.addIssue({ code: 'custom', message: `"${code}" is not an ISO 4217 currency code${hint}` });
});

const timeZoneSchema = z.string().superRefine((zone, context) => {
  if (isZone(zone)) return;
  const meant = nearestName(zone, Intl.supportedValuesOf('timeZone'));
  const hint = meant === undefined ? ', such as "Europe/London"' : `; did you mean "${meant}"?`;
  context.addIssue({ code: 'custom', message: `"${zone}" is not an IANA time zone${hint}` });
});

/** BCP 47 in its canonical form, of a language that exists: "zh-CN", not "zh_cn" and not "chinese". */
export const localeSchema = z.string().superRefine((locale, context) => {
  const canonical = canonicalLocale(locale);
  if (canonical === locale) return;
  const hint = canonical === undefined ? ', such as "en" or "zh-CN"' : `; did you mean "${canonical}"?`;
  context.addIssue({ code: 'custom', message: `"${locale}" is not a BCP 47 language tag${hint}` });
});

const replyToSchema = z
  .string()
  .max(254)
  .superRefine((address, context) => {
    const ascii = asciiAddress(address);
    if (ascii.ok) return;
    context.addIssue({ code: 'custom', message: `${ascii.reason}; write it as "hello@example.com"` });
  });

const linksSchema = z.strictObject({
  email: z
    .boolean()
    .default(true)
    .describe('In mails: utm_source, utm_medium, utm_campaign and utm_content on links to the website.'),
  sms: z.boolean().default(false).describe('In text messages too; each link is some 80 characters longer.'),
  source: z
    .string()
    .regex(/^[\w.-]+$/, 'has characters other than letters, digits, "_", "." and "-"')
    .max(64)
    .default('perennial')
    .describe('utm_source.'),
  hosts: z
    .array(z.hostname('must be a host such as "journal.example.com"').toLowerCase())
    .default([])
    .describe("Further hosts, beside the website's, whose links are treated alike."),
});

export const shopFileSchema = z
  .strictObject({
    name: z.string().min(1).max(128).describe('Name of the shop, as customers know it.'),
    currency: currencyCodeSchema.describe('ISO 4217 code of the currency that customer value is counted in.'),
    exchangeRates: z
      .record(currencyCodeSchema, z.number().positive())
      .default({})
      .describe("What one unit of another currency is worth in the shop's own, for example EUR: 1.08."),
    timeZone: timeZoneSchema.describe('IANA time zone; a purchase occasion is a day of this zone.'),
    locale: localeSchema.describe('BCP 47 language of customers who have said none. Every template has it.'),
    locales: z
      .array(localeSchema)
      .min(1)
      .optional()
      .describe('All languages that the shop speaks; where given, every template must have each.'),
    website: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where mails link to.'),
    replyTo: replyToSchema
      .optional()
      .describe('Address that answers to mails go to; the sender where absent.'),
    links: linksSchema
      .optional()
      .describe('What links to pages of the shop tell of the message they stand in.'),
    senderName: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .describe("Display name of the sender of mails; the shop's name where absent."),
    postalAddress: z
      .string()
      .min(10)
      .max(512)
      .describe('Physical postal address, which the law wants in every commercial mail (CAN-SPAM).'),
  })
  .superRefine(({ currency, exchangeRates }, context) => {
    if (exchangeRates[currency] === undefined) return;
    const message = `${currency} is the shop's own currency, it has no exchange rate; remove it`;
    context.addIssue({ code: 'custom', path: ['exchangeRates', currency], message });
  });

function isZone(zone: string): boolean {
  // Intl takes fixed offsets such as "+08:00" too; a zone with a history has a name.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

function canonicalLocale(locale: string): string | undefined {
  try {
    const canonical = Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0];
    return canonical !== undefined && languageNames.of(canonical) !== undefined ? canonical : undefined;
  } catch {
    return undefined;
  }
}
