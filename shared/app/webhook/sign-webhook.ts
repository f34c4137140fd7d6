import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';

const SECRET_PREFIX = 'whsec_';
/** Bytes (Standard Webhooks 1.0.0, "Signature scheme": 192 bits at least; 512 bits at most). */
const SHORTEST_SECRET = 24;
const LONGEST_SECRET = 64;

/**
 * The `webhook-id` of a fact: the same over all tries and the key by which a receiver tells a repetition. A hash, since the id must
 * hold no full stop (it is signed between two) and a shop's own ids may hold anything.
 */
export const webhookId = (factId: string): string =>
  `msg_${createHash('sha256').update(factId).digest('base64url').slice(0, 27)}`;

/**
 * The keys of a secret: one `whsec_` and base64, or while it is rotated several between white space, the new one first.
 * Throws `WEBHOOK.BAD_SECRET`, which does not show it.
 */
export function webhookKeys(name: string, secret: string): readonly Buffer[] {
  const keys = secret
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => keyOf(part));
  const sound = keys.filter((key) => key !== undefined);
  if (sound.length > 0 && sound.length === keys.length) return sound;
  throw new PerennialError('WEBHOOK.BAD_SECRET', {
    message: `The secret "${name}" is not one of Standard Webhooks: "${SECRET_PREFIX}" and the base64 of ${SHORTEST_SECRET} to ${LONGEST_SECRET} random bytes, such as: echo "${SECRET_PREFIX}$(openssl rand -base64 32)". Several stand between spaces.`,
    details: { secret: name },
  });
}

function keyOf(text: string): Buffer | undefined {
  if (!text.startsWith(SECRET_PREFIX)) return undefined;
  const encoded = text.slice(SECRET_PREFIX.length);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= SHORTEST_SECRET && key.length <= LONGEST_SECRET ? key : undefined;
}

interface ToSign {
  readonly id: string;
  /** Of this try. */
  readonly at: Instant;
  readonly payload: string;
  readonly keys: readonly Buffer[];
}

/**
 * The three header fields of Standard Webhooks 1.0.0 ("Webhook headers"): HMAC-SHA-256 of `id.timestamp.payload` by each key, in
 * base64 with `v1,` before it, spaces between.
 */
export function signatureHeaders({ id, at, payload, keys }: ToSign): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
