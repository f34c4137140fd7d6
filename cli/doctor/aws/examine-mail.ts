import { mailFromDomainOf } from '../../../infra/aws/mail-from-domain.ts';
import type { Settings } from '../../../infra/aws/settings.ts';
import { dmarcInForce } from '../dns/dmarc-in-force.ts';
import type { Dns } from '../dns/dns.ts';
import { organizationalDomain } from '../dns/organizational-domain.ts';
import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { AwsSide } from './aws-side.ts';
import { judgeAlignment } from './judge-alignment.ts';
import { judgeDkim } from './judge-dkim.ts';
import { judgeDmarc } from './judge-dmarc.ts';
import { judgeIdentity } from './judge-identity.ts';
import { judgeMailFrom } from './judge-mail-from.ts';
import { judgeSpf } from './judge-spf.ts';
import type { SesIdentity } from './mail-account.ts';
import { type MailRecords, readMailRecords } from './mail-records.ts';

interface MailExamined {
  readonly settings: Settings;
  readonly dns: Dns;
  /** Absent where AWS cannot be asked: then DNS alone is judged. */
  readonly aws?: AwsSide;
  readonly identity?: Answer<SesIdentity>;
}

/** Whether mails are sent as the domain, and receivers believe it: identity, DKIM, MAIL FROM, SPF, DMARC. */
export async function examineMail({ settings, dns, aws, identity }: MailExamined): Promise<Finding[]> {
  const { domain, stage, senderAddress } = settings;
  const fromDomain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1);
  const known = identity?.status === 'told' ? identity.value : undefined;
  const attributes = known?.MailFromAttributes;
  const mailFromDomain = attributes?.MailFromDomain || mailFromDomainOf(domain);
  const dkim = known?.DkimAttributes;
  const records = await readMailRecords(dns, { domain, fromDomain, mailFromDomain, dkim });
  const { region } = aws ?? {};
  const mailFrom = judgeMailFrom(
    { mailFromDomain, attributes, ...(region !== undefined && { region }) },
    records,
  );
  // Unless it is known not to be: a resolver that failed says nothing.
  const isOwn = mailFrom.status === 'ok' || records.mailFromMx.status === 'failed';
  return [
    ...(identity && region !== undefined ? [judgeIdentity(identity, { domain, stage, region })] : []),
    ...(known ? [judgeDkim(domain, dkim, records.dkim)] : []),
    mailFrom,
    ...records.fromSpf.map(judgeSpf),
    judgeDmarc(records.dmarc, records.reportConsents),
    ...alignmentOf({ fromDomain, domain, records, dkim }, isOwn ? mailFromDomain : undefined),
  ];
}

interface Signing {
  readonly fromDomain: string;
  readonly domain: string;
  readonly records: MailRecords;
  readonly dkim: SesIdentity['DkimAttributes'];
}

/** Only where there is a record to align by. A domain that SES did not tell of is taken to sign, as the state stack makes it. */
function alignmentOf(
  { fromDomain, domain, records, dkim }: Signing,
  mailFromDomain: string | undefined,
): Finding[] {
  const dmarc = dmarcInForce(records.dmarc);
  if (dmarc === undefined) return [];
  return [
    judgeAlignment({
      fromDomain,
      organizational: organizationalDomain(records.dmarc) ?? fromDomain,
      dmarc,
      ...(dkim?.SigningEnabled !== false && { signedBy: domain }),
      ...(mailFromDomain !== undefined && { mailFromDomain }),
    }),
  ];
}
