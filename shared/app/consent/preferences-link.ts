import * as z from 'zod';
import { openToken, signToken } from '../unsubscribe/signed-token.ts';

const payloadSchema = z.tuple([z.string().min(1)]);

/** A token for the preference page of a customer. It never expires: a wish to get less mail is worth the same from an old mail. */
export const signPreferencesLink = (secret: string, customerId: string): string =>
  signToken(secret, 'preferences', [customerId]);

/** The customer whose page it is; undefined for a token that this shop did not sign, or for something else. */
export function openPreferencesLink(secret: string, token: string): string | undefined {
  const opened = openToken(secret, 'preferences', token);
  return opened.status === 'valid' ? payloadSchema.safeParse(opened.payload).data?.[0] : undefined;
}
