import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link may be for; a token of one purpose is none of another. */
type LinkPurpose = 'unsubscribe' | 'preferences' | 'confirm';

type OpenedToken =
  | { readonly status: 'valid'; readonly payload: unknown }
  | { readonly status: 'invalid'; readonly reason: 'malformed' | 'bad-signature' };

/** Payload (JSON) and HMAC-SHA-256, both base64url, with a full stop between them. */
export function signToken(secret: string, purpose: LinkPurpose, content: readonly unknown[]): string {
  const payload = Buffer.from(JSON.stringify(content), 'utf8').toString('base64url');
  return `${payload}.${signatureOf(secret, purpose, payload).toString('base64url')}`;
}

/** Takes a token apart again; the signature is compared in constant time, and before the payload is looked at. */
export function openToken(secret: string, purpose: LinkPurpose, token: string): OpenedToken {
  const [payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0) return { status: 'invalid', reason: 'malformed' };
  const expected = signatureOf(secret, purpose, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { status: 'invalid', reason: 'bad-signature' };
  return { status: 'valid', payload: parseJson(Buffer.from(payload, 'base64url').toString('utf8')) };
}

/** The prefix keeps these signatures apart from any other use of the same secret. */
const signatureOf = (secret: string, purpose: LinkPurpose, payload: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\0${payload}`).digest();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
