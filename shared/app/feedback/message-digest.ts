import { createHash } from 'node:crypto';
import type { MessageReference } from '../../domain/message/message-reference.ts';

/** Stands for a message, and what else is given, in ids that have to be the same each time: 132 bits of a SHA-256, base64url. */
export function messageDigest(
  { customerId, campaign, step, occurrence, channel }: MessageReference,
  ...more: readonly (string | number)[]
): string {
  const text = JSON.stringify([customerId, campaign, step, occurrence, channel, ...more]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
