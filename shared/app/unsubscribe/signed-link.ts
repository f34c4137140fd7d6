import * as z from 'zod';
import { openToken, signToken } from './signed-token.ts';

/** Whom a link takes off which list. */
export interface UnsubscribeLink {
  readonly customerId: string;
  readonly channel: 'email' | 'sms';
}

export type VerifiedLink =
  | { readonly status: 'valid'; readonly link: UnsubscribeLink }
  | { readonly status: 'invalid'; readonly reason: 'malformed' | 'bad-signature' };

const payloadSchema = z.tuple([z.string().min(1), z.enum(['email', 'sms'])]);

/**
 * A token for an unsubscribe link. It never expires: CAN-SPAM wants a link to work for 30 days at least, and an old mail's link is
 * no less a wish. Whoever holds it can do one harmless thing.
 */
export const signLink = (secret: string, { customerId, channel }: UnsubscribeLink): string =>
  signToken(secret, 'unsubscribe', [customerId, channel]);

/** Whose link it is; invalid for a token that this shop did not sign, or for something else. */
export function verifyLink(secret: string, token: string): VerifiedLink {
  const opened = openToken(secret, 'unsubscribe', token);
  if (opened.status === 'invalid') return opened;
  const parsed = payloadSchema.safeParse(opened.payload);
  if (!parsed.success) return { status: 'invalid', reason: 'malformed' };
  const [customerId, channel] = parsed.data;
  return { status: 'valid', link: { customerId, channel } };
}
