import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import * as z from 'zod';
import { customerKey } from './customer-key.ts';

/** Addresses with domains such as bücher.example too. */
const emailSchema = z.email({ pattern: z.regexes.unicodeEmail }).max(254);

/** What a row says of the buyer, as it stands in the file; empty where it says nothing. */
export interface ContactText {
  readonly email: string;
  /** From the best to the last resort. */
  readonly phones: readonly string[];
  readonly name: string;
  /** ISO 3166-1 alpha-2; anything else is passed over. */
  readonly country: string;
}

/** The usable parts of it: a part that is not well formed is left out rather than costing the order. */
export interface OrderContact {
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly name?: string;
  readonly country?: string;
}

function parsePhone(text: string, country: string): string | undefined {
  // Shopify sets an apostrophe before a number so that spreadsheets keep its plus sign.
  const bare = text.replace(/^'/, '');
  const phone = isSupportedCountry(country)
    ? parsePhoneNumberFromString(bare, country)
    : parsePhoneNumberFromString(bare);
  return phone?.isPossible() ? phone.number : undefined;
}

/** Reads the parts of a buyer's contact. */
export function readContact(text: ContactText): OrderContact {
  const country = /^[A-Za-z]{2}$/.test(text.country) ? text.country.toUpperCase() : '';
  const email = emailSchema.safeParse(text.email.toLowerCase());
  const phone = text.phones
    .map((candidate) => parsePhone(candidate, country))
    .find((found) => found !== undefined);
  const name = text.name.replace(/\s+/g, ' ').trim().slice(0, 128);
  return {
    ...(email.success ? { email: email.data } : {}),
    ...(phone === undefined ? {} : { phone }),
    ...(name === '' ? {} : { name }),
    ...(country === '' ? {} : { country }),
  };
}

/** The customer's id by e-mail address, else by phone; undefined where the row has neither. */
export function keyOfContact(contact: OrderContact): string | undefined {
  if (contact.email !== undefined) {
    return customerKey('email', contact.email);
  }
  return contact.phone === undefined ? undefined : customerKey('phone', contact.phone);
}
