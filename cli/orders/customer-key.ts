import { createHash } from 'node:crypto';

/** What a customer without an id of the shop's own is known by, from the surest to the weakest. */
export type KeyKind = 'email' | 'phone' | 'name';

/**
 * An id for a customer whom a file knows only by an address, number or name: the first 96 bits of its SHA-256, so that no
 * personal data becomes an id and the same person always has the same one. It is a pseudonym, not anonymous: who
 * knows the address can work out the id.
 */
export function customerKey(kind: KeyKind, value: string): string {
  const normal = value.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  return `${kind}-${createHash('sha256').update(`${kind}:${normal}`).digest('hex').slice(0, 24)}`;
}
