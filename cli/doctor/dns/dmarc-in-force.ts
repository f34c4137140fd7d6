import type { DmarcRecord } from './dmarc-record.ts';
import type { DmarcStep } from './dmarc-walk.ts';
import { organizationalDomain } from './organizational-domain.ts';

/** The record that receivers go by, and the domain that it is at. */
export interface DmarcInForce {
  readonly domain: string;
  readonly record: DmarcRecord;
}

/** The From domain's own record, or else that of its organizational domain (RFC 9989 section 4.10.1). */
export function dmarcInForce(walk: readonly DmarcStep[]): DmarcInForce | undefined {
  const organizational = organizationalDomain(walk);
  for (const { domain, found } of walk)
    if (found.status === 'record' && (domain === walk[0]?.domain || domain === organizational))
      return { domain, record: found.record };
  return undefined;
}
