import type { WeeklyHours } from '../calendar/send-windows.ts';
import type { OptOut } from './text-countries.ts';

/** How text messages are written, when they may go, and what they cost: `sms.yaml`. Plain data. */
export interface TextRules {
  /** The country (ISO 3166-1 alpha-2) of customers whose number and profile tell none. */
  readonly homeCountry?: string;
  /** Whether a text is put into GSM 7 bit where that takes fewer parts. */
  readonly transliterate: boolean;
  /** The most parts that a text may take. */
  readonly maxParts: number;
  /** The brand that stands in 【】; the shop's name where absent. */
  readonly signature?: string;
  /** What the shop puts in the place of a country's rules. */
  readonly countries: Readonly<Record<string, TextCountrySettings>>;
  /** By country, US dollars for one part. */
  readonly prices: Readonly<Record<string, number>>;
}

/** Of one country; what is absent stays as the table of countries has it. */
export interface TextCountrySettings {
  readonly hours?: readonly WeeklyHours[];
  /** Another brand than elsewhere. */
  readonly signature?: string;
  readonly optOut?: Pick<OptOut, 'when' | 'text'> | 'none';
  /** India: the shop's id at the registry of telemarketers. */
  readonly entityId?: string;
  /** India: by template, the id under which its text is registered. */
  readonly templateIds?: Readonly<Record<string, string>>;
}

/** Of a shop without `sms.yaml`. */
export const DEFAULT_TEXT_RULES: TextRules = {
  transliterate: false,
  maxParts: 4,
  countries: {},
  prices: {},
};
