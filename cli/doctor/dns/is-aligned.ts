import type { Alignment } from './dmarc-record.ts';

/**
 * Whether an authenticated domain (the `d=` of a signature, the domain of MAIL FROM) counts for the From domain: the very same
 * where the record says strict, of the same organizational domain where it says relaxed (RFC 9989 sections 4.4.1 and 4.4.2).
 */
export const isAligned = (
  alignment: Alignment,
  domains: { readonly from: string; readonly authenticated: string; readonly organizational: string },
): boolean =>
  alignment === 'strict'
    ? domains.authenticated === domains.from
    : domains.authenticated === domains.organizational ||
      domains.authenticated.endsWith(`.${domains.organizational}`);
