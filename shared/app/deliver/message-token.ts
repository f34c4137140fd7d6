import { createHash } from 'node:crypto';
import type { MessageReference } from '../../domain/message/message-reference.ts';

/** 132 bits: no two messages of any shop meet. */
const LENGTH = 22;

/** The same for the same message whenever it is written, and tells nothing of whose it is: the start of a SHA-256 in base64url. */
export function messageToken({ customerId, campaign, step, occurrence, channel }: MessageReference): string {
  const reference = JSON.stringify([customerId, campaign, step, occurrence, channel]);
  return createHash('sha256').update(reference).digest('base64url').slice(0, LENGTH);
}
