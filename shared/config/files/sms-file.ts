import { getCountries } from 'libphonenumber-js';
import * as z from 'zod';
import { weeklyHoursSchema } from './weekly-hours.ts';

const COUNTRIES: ReadonlySet<string> = new Set(getCountries());

const countrySchema = z
  .string()
  .refine((country) => COUNTRIES.has(country), { error: 'must be an ISO 3166-1 code such as "US"' });

const wordsSchema = z.string().min(1).max(60);
const brandSchema = z
  .string()
  .min(1)
  .max(20)
  .regex(/^[^【】]*$/, 'must be without 【】, which stand around it anyway');

const optOutSchema = z.strictObject({
  when: z
    .enum(['always', 'first', 'never'])
    .default('always')
    .describe('After every promotional text, only the first that a customer gets, or never.'),
  text: z
    .union([
      wordsSchema,
      z.record(z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as "en"'), wordsSchema),
    ])
    .optional()
    .describe(
      'The words, or words by language (en, zh), the first for all others. Absent: those of the country. A text that already says it gets none.',
    ),
});

const countryRulesSchema = z.strictObject({
  hours: z
    .array(weeklyHoursSchema)
    .min(1)
    .max(20)
    .optional()
    .describe("When promotion may go, in place of the country's own hours."),
  beyondTheLaw: z
    .boolean()
    .default(false)
    .describe(
      'Says that hours wider than those known of the country are meant. Without it they are an error.',
    ),
  signature: brandSchema
    .optional()
    .describe(
      'Brand that stands in 【】 before each text to the country; gives one to countries that ask for none, too.',
    ),
  optOut: optOutSchema.optional().describe('How promotional texts tell the way out.'),
  entityId: z
    .string()
    .regex(/^\d{1,50}$/, 'must be the digits of an entity id, in quotation marks')
    .optional()
    .describe("India: the shop's id at the registry (DLT), in quotation marks."),
  templateIds: z
    .record(
      z.string(),
      z.string().regex(/^\d{1,50}$/, 'must be the digits of a template id, in quotation marks'),
    )
    .optional()
    .describe('India: by template, the id under which its text is registered, in quotation marks.'),
});

/** sms.yaml: how text messages are written, when they may go by law, and what they cost. */
export const smsFileSchema = z.strictObject({
  country: countrySchema
    .optional()
    .describe(
      'Country of customers of whom neither number nor profile tells one, ISO 3166-1. Absent: not known, and no rules of a country hold for them.',
    ),
  transliterate: z
    .boolean()
    .default(false)
    .describe(
      'Whether curly quotes, dashes and accents become what GSM 7 bit has, where a text takes fewer parts so. What has no rendering there, as Chinese, stays.',
    ),
  maxParts: z
    .int()
    .min(1)
    .max(10)
    .default(4)
    .describe('The most parts that a text may take, with signature and way out; each is paid for.'),
  signature: brandSchema
    .optional()
    .describe(
      "Brand that stands in 【】 where a country asks for it, as China does. Absent: the shop's name.",
    ),
  countries: z
    .record(countrySchema, countryRulesSchema)
    .default({})
    .describe("By country, ISO 3166-1: what holds in place of the country's own rules."),
  prices: z
    .record(countrySchema, z.number().min(0).max(10))
    .default({})
    .describe(
      'By country, US dollars for one part. Absent: the prices that are known, else `costs.sms` of sending.yaml.',
    ),
});
