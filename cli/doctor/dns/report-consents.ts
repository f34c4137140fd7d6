import { dmarcInForce } from './dmarc-in-force.ts';
import { isDmarc } from './dmarc-record.ts';
import type { DmarcStep } from './dmarc-walk.ts';
import type { Dns } from './dns.ts';
import { isAligned } from './is-aligned.ts';
import { organizationalDomain } from './organizational-domain.ts';

/** Whether somebody else's domain takes the reports that a record has sent there. */
export interface ReportConsent {
  readonly host: string;
  /** The TXT record by which it would say so. */
  readonly name: string;
  readonly status: 'given' | 'lacking' | 'unknown';
}

/** Asks the domains of others that a record names in `rua` (RFC 7489 section 7.1): without their word receivers send them nothing. */
export async function readReportConsents(
  dns: Dns,
  walk: readonly DmarcStep[],
): Promise<readonly ReportConsent[]> {
  const inForce = dmarcInForce(walk);
  if (inForce === undefined) return [];
  const { domain, record } = inForce;
  const organizational = organizationalDomain(walk) ?? domain;
  const hosts = record.reportsTo
    .map((uri) => /^mailto:[^@]*@([a-z0-9.-]+)/i.exec(uri)?.[1]?.toLowerCase() ?? '')
    .filter((host) => host !== '')
    .filter((host) => !isAligned('relaxed', { from: domain, authenticated: host, organizational }));
  return await Promise.all(
    [...new Set(hosts)].map(async (host) => {
      const name = `${domain}._report._dmarc.${host}`;
      const answer = await dns.txt(name);
      const isGiven = answer.status === 'found' && answer.records.some(isDmarc);
      const otherwise = answer.status === 'failed' ? 'unknown' : 'lacking';
      return { host, name, status: isGiven ? 'given' : otherwise };
    }),
  );
}
