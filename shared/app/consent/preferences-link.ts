import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { openToken, signToken } from '../unsubscribe/signed-token.ts';

/** What a customer said on one of Perennial's pages, on its way to their state when the link was made. */
export interface JustSaid {
  readonly at: Instant;
  /** Whether each is wanted, by channel or topic: "email", "email/news". */
  readonly isOn: Readonly<Record<string, boolean>>;
}

/** Whose preference page a link leads to. */
export interface PreferencesLink {
  readonly customerId: string;
  readonly justSaid?: JustSaid;
}

const payloadSchema = z.union([
  z.tuple([z.string().min(1)]),
  z.tuple([z.string().min(1), z.int(), z.record(z.string(), z.boolean())]),
]);

/** A token for the preference page of a customer. It never expires: a wish to get less mail is worth the same from an old mail. */
export const signPreferencesLink = (secret: string, { customerId, justSaid }: PreferencesLink): string =>
  signToken(
    secret,
    'preferences',
    justSaid === undefined ? [customerId] : [customerId, justSaid.at, justSaid.isOn],
  );

/** Undefined for a token that this shop did not sign, or for something else. */
export function openPreferencesLink(secret: string, token: string): PreferencesLink | undefined {
  const opened = openToken(secret, 'preferences', token);
  const payload = opened.status === 'valid' ? payloadSchema.safeParse(opened.payload).data : undefined;
  if (payload === undefined) return undefined;
  const [customerId, at, isOn] = payload;
  return { customerId, ...(at !== undefined && isOn !== undefined && { justSaid: { at, isOn } }) };
}
