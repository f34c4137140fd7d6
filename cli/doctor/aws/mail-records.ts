import type { DmarcStep } from '../dns/dmarc-walk.ts';
import { readDmarcWalk } from '../dns/dmarc-walk.ts';
import type { Dns, DnsAnswer, MxRecord } from '../dns/dns.ts';
import { type ReportConsent, readReportConsents } from '../dns/report-consents.ts';
import { readSpfTree, type SpfTree } from '../dns/spf-tree.ts';
import { type DkimName, dkimNames } from './dkim-names.ts';
import type { SesIdentity } from './mail-account.ts';

/** What DNS says of all that a mail is authenticated by. */
export interface MailRecords {
  readonly dkim: readonly (DkimName & {
    readonly cname: DnsAnswer<string>;
    /** The key itself, which a resolver finds behind the CNAME; it is enough where a DNS host flattens that away. */
    readonly key: DnsAnswer<string>;
  })[];
  readonly mailFromMx: DnsAnswer<MxRecord>;
  readonly mailFromSpf: SpfTree;
  /** Of the From domain, and of the domain that signs where that is another. */
  readonly fromSpf: readonly SpfTree[];
  readonly dmarc: readonly DmarcStep[];
  readonly reportConsents: readonly ReportConsent[];
}

interface MailDomains {
  /** The domain that signs. */
  readonly domain: string;
  readonly fromDomain: string;
  readonly mailFromDomain: string;
  readonly dkim: SesIdentity['DkimAttributes'];
}

/** Asks DNS for all of it, side by side. */
export async function readMailRecords(
  dns: Dns,
  { domain, fromDomain, mailFromDomain, dkim }: MailDomains,
): Promise<MailRecords> {
  const [keys, mailFromMx, mailFromSpf, fromSpf, dmarc] = await Promise.all([
    Promise.all(
      dkimNames(domain, dkim).map(async (wanted) => {
        const [cname, key] = await Promise.all([dns.cname(wanted.name), dns.txt(wanted.name)]);
        return { ...wanted, cname, key };
      }),
    ),
    dns.mx(mailFromDomain),
    readSpfTree(dns, mailFromDomain),
    Promise.all([...new Set([fromDomain, domain])].map(async (name) => await readSpfTree(dns, name))),
    readDmarcWalk(dns, fromDomain),
  ]);
  const reportConsents = await readReportConsents(dns, dmarc);
  return { dkim: keys, mailFromMx, mailFromSpf, fromSpf, dmarc, reportConsents };
}
