import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

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
 * A token for an unsubscribe link: payload and HMAC-SHA-256, both base64url. It never expires: CAN-SPAM wants a link to
 * work for 30 days at least, and an old mail's link is no less a wish. Whoever holds it can do one harmless thing.
 */
export function signLink(secret: string, { customerId, channel }: UnsubscribeLink): string {
  const payload = Buffer.from(JSON.stringify([customerId, channel]), 'utf8').toString('base64url');
  return `${payload}.${signatureOf(secret, payload).toString('base64url')}`;
}

/** Takes a token apart again; the signature is compared in constant time, and before the payload is looked at. */
export function verifyLink(secret: string, token: string): VerifiedLink {
  const [payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0) return { status: 'invalid', reason: 'malformed' };
  const expected = signatureOf(secret, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { status: 'invalid', reason: 'bad-signature' };
  const parsed = payloadSchema.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!parsed.success) return { status: 'invalid', reason: 'malformed' };
  const [customerId, channel] = parsed.data;
  return { status: 'valid', link: { customerId, channel } };
}

/** The prefix keeps these signatures apart from any other use of the same secret. */
const signatureOf = (secret: string, payload: string): Buffer =>
  createHmac('sha256', secret).update(`unsubscribe\0${payload}`).digest();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
