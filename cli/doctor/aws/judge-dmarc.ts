import { type DmarcInForce, dmarcInForce } from '../dns/dmarc-in-force.ts';
import type { DmarcPolicy } from '../dns/dmarc-record.ts';
import type { DmarcStep } from '../dns/dmarc-walk.ts';
import type { ReportConsent } from '../dns/report-consents.ts';
import type { Finding } from '../finding.ts';

/** Whether receivers are told what to make of mails in the domain's name that do not pass. */
export function judgeDmarc(walk: readonly DmarcStep[], consents: readonly ReportConsent[] = []): Finding {
  const [first] = walk;
  const from = first?.domain ?? '';
  const name = `DMARC of ${from}`;
  const several = walk.find(({ found }) => found.status === 'several');
  if (several !== undefined && (several === first || first?.found.status === 'none')) {
    const detail = `_dmarc.${several.domain} has more than one DMARC record, so that receivers go by none. Leave one.`;
    return { name, status: 'broken', detail };
  }
  const inForce = dmarcInForce(walk);
  const failed = walk.find(({ found }) => found.status === 'failed');
  // A record further up says nothing while it is not known whether the domain has its own.
  if (failed !== undefined && (inForce === undefined || first?.found.status === 'failed'))
    return {
      name,
      status: 'missing',
      detail: `not known: the resolver did not answer for _dmarc.${failed.domain}`,
    };
  if (inForce === undefined) {
    const detail =
      'no record. Gmail, Yahoo and Outlook refuse the mails of who sends in bulk without. To make:';
    return { name, status: 'broken', detail, mend: [recordFor(from)] };
  }
  return judgeRecord(name, from, inForce, consents);
}

const recordFor = (domain: string): string =>
  `_dmarc.${domain} TXT "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`;

function judgeRecord(
  name: string,
  from: string,
  { domain, record }: DmarcInForce,
  consents: readonly ReportConsent[],
): Finding {
  const { ignored, reportsTo, policy, subdomainPolicy } = record;
  const inherited = domain === from ? '' : ` by the record of ${domain}`;
  if (ignored.includes('p')) {
    const detail = `the record of ${domain} has no valid p, which older receivers take for no record at all. Write p=none, p=quarantine or p=reject.`;
    return { name, status: 'broken', detail };
  }
  const told = `${POLICY_WORDS[domain === from ? policy : subdomainPolicy]}${inherited}`;
  if (ignored.length > 0) {
    const detail = `${told}; receivers pass over the value of ${ignored.join(', ')}`;
    return { name, status: 'missing', detail };
  }
  if (reportsTo.length === 0) {
    const detail = `${told}; nobody is told who sends in your name. Add rua=mailto: with an address that reads reports.`;
    return { name, status: 'missing', detail };
  }
  const lacking = consents.filter(({ status }) => status === 'lacking');
  if (lacking.length > 0) {
    const hosts = lacking.map(({ host }) => host).join(', ');
    const detail = `${told}; ${hosts} has not said that it takes your reports, so it gets none. Its owner has to make:`;
    const mend = lacking.map((consent) => `${consent.name} TXT "v=DMARC1"`);
    return { name, status: 'missing', detail, mend };
  }
  return { name, status: 'ok', detail: `${told}; reports go to ${reportsTo.length} address(es)` };
}

const POLICY_WORDS: Readonly<Record<DmarcPolicy, string>> = {
  none: 'p=none: receivers report and refuse nothing',
  quarantine: 'p=quarantine: what fails goes to spam',
  reject: 'p=reject: what fails is refused',
};
