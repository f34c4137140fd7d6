import * as z from 'zod';
import type { Channel } from '../../domain/channel.ts';
import type { Instant } from '../../domain/instant.ts';
import { openToken, signToken } from '../unsubscribe/signed-token.ts';

/** Which pending words a link confirms. */
export interface ConfirmationLink {
  readonly customerId: string;
  readonly channel: Channel;
  /** Whether the channel as a whole is confirmed. */
  readonly hasChannel: boolean;
  readonly topics: readonly string[];
  /** After this instant it confirms nothing. */
  readonly expiresAt: Instant;
}

const payloadSchema = z.tuple([
  z.string().min(1),
  z.enum(['email', 'sms']),
  z.boolean(),
  z.array(z.string().min(1)),
  z.int(),
]);

/** A token for the link of the message that asks to confirm a consent. */
export const signConfirmationLink = (secret: string, link: ConfirmationLink): string =>
  signToken(secret, 'confirm', [link.customerId, link.channel, link.hasChannel, link.topics, link.expiresAt]);

/** Undefined for a token that this shop did not sign, or for something else. Whether it has expired is the caller's to look at. */
export function openConfirmationLink(secret: string, token: string): ConfirmationLink | undefined {
  const opened = openToken(secret, 'confirm', token);
  const payload = opened.status === 'valid' ? payloadSchema.safeParse(opened.payload).data : undefined;
  if (payload === undefined) return undefined;
  const [customerId, channel, hasChannel, topics, expiresAt] = payload;
  return { customerId, channel, hasChannel, topics, expiresAt };
}
