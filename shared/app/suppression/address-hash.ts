import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { Channel } from '../../domain/channel.ts';

/**
 * What stands for an address or number where it must be known again without being kept: HMAC-SHA-256 under the shop's own secret, base64url.
 * Addresses that differ only in letter case, white space around them, or how an internationalized domain is written have one hash.
 */
export function addressHash(secret: string, channel: Channel, address: string): string {
  const normal = channel === 'email' ? normalEmail(address) : address.replace(/[^\d+]/g, '');
  // The prefix keeps these hashes apart from any other use of the same secret.
  return createHmac('sha256', secret).update(`address\0${channel}\0${normal}`).digest('base64url');
}

function normalEmail(address: string): string {
  const text = address.trim().normalize('NFC').toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
