import { includesDomain } from '../dns/includes-domain.ts';
import { letsEverybodySend } from '../dns/lets-everybody-send.ts';
import { spfFaults } from '../dns/spf-faults.ts';
import type { Finding } from '../finding.ts';
import type { SesIdentity } from './mail-account.ts';
import type { MailRecords } from './mail-records.ts';

/** What SES's own servers are listed under. */
const SES_SPF = 'amazonses.com';
const SES_MX = /^feedback-smtp\.[a-z0-9-]+\.amazonses\.com$/;
const SPF_RECORD = `"v=spf1 include:${SES_SPF} ~all"`;

interface MailFrom {
  readonly mailFromDomain: string;
  /** Absent where it is not known. */
  readonly region?: string;
  /** Absent where SES did not tell. */
  readonly attributes: SesIdentity['MailFromAttributes'];
}

/** Whether bounces come back to a domain of one's own, whose SPF then counts for the From domain. */
export function judgeMailFrom(
  { mailFromDomain, region, attributes }: MailFrom,
  { mailFromMx, mailFromSpf }: Pick<MailRecords, 'mailFromMx' | 'mailFromSpf'>,
): Finding {
  const name = `MAIL FROM ${mailFromDomain}`;
  const exchange = `feedback-smtp.${region ?? 'REGION'}.${SES_SPF}`;
  const mx = `${mailFromDomain} MX 10 ${exchange}`;
  const txt = `${mailFromDomain} TXT ${SPF_RECORD}`;
  if (attributes?.MailFromDomain === '') {
    const detail = `is not set in SES. ${WITHOUT}. Deploy the state stack again.`;
    return { name, status: 'missing', detail };
  }
  const found = mailFromMx.status === 'found' ? mailFromMx.records : [];
  const isOfSes = (host: string): boolean => (region === undefined ? SES_MX.test(host) : host === exchange);
  const hasMx = found.length === 1 && found.every((record) => isOfSes(record.exchange));
  if (!hasMx && mailFromMx.status !== 'failed') {
    const isRefused = attributes?.BehaviorOnMxFailure === 'REJECT_MESSAGE';
    const wrong = found.map(({ exchange: host }) => host).join(', ');
    const what =
      wrong === ''
        ? 'has no MX record'
        : `has the MX ${wrong}, and may have that of SES in this region alone`;
    const hence = isRefused ? 'SES refuses every mail until it has' : WITHOUT;
    const detail = `${what}. ${hence}. To make:`;
    return { name, status: isRefused ? 'broken' : 'missing', detail, mend: [mx, txt] };
  }
  if (mailFromSpf.found.status === 'none') {
    const detail =
      'has no SPF record, so that SPF passes nowhere: Gmail and Outlook refuse bulk without. To make:';
    return { name, status: 'broken', detail, mend: [txt] };
  }
  const faults = spfFaults(mailFromSpf);
  if (letsEverybodySend(mailFromSpf)) faults.push('+all lets everybody send in its name');
  if (mailFromSpf.found.status === 'record' && !includesDomain(mailFromSpf, SES_SPF))
    faults.push(`it does not include ${SES_SPF}, so that SPF fails`);
  if (faults.length > 0)
    return {
      name,
      status: 'broken',
      detail: `SPF: ${faults.join('; ')}. One record, this one:`,
      mend: [txt],
    };
  if (mailFromMx.status === 'failed' || mailFromSpf.found.status === 'failed')
    return { name, status: 'missing', detail: 'not known: the resolver did not answer. Try again.' };
  const status = attributes?.MailFromDomainStatus;
  if (status !== undefined && status !== 'SUCCESS') {
    const detail = `the records are there, but SES says ${status}: it looks again by itself for 72 hours. ${WITHOUT}.`;
    return { name, status: 'missing', detail };
  }
  return { name, status: 'ok', detail: 'MX and SPF lead to SES' };
}

const WITHOUT =
  'Bounces then go to amazonses.com: SPF passes for that domain and not for yours, and DMARC hangs on DKIM alone';
