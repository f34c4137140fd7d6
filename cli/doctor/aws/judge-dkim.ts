import type { Finding } from '../finding.ts';
import type { SesIdentity } from './mail-account.ts';
import type { MailRecords } from './mail-records.ts';

type DkimRecord = MailRecords['dkim'][number];

/** Whether mails are signed, and the keys are where receivers look for them. */
export function judgeDkim(
  domain: string,
  dkim: SesIdentity['DkimAttributes'],
  records: MailRecords['dkim'],
): Finding {
  const name = `DKIM of ${domain}`;
  if (dkim === undefined || !dkim.SigningEnabled) {
    const detail =
      'mails are not signed. Gmail, Yahoo and Outlook want SPF and DKIM of who sends in bulk. To sign:';
    const mend = [
      `aws sesv2 put-email-identity-dkim-attributes --email-identity ${domain} --signing-enabled`,
    ];
    return { name, status: 'broken', detail, mend };
  }
  const wrong = records.filter((record) => standing(record) === 'wrong');
  if (wrong.length > 0) {
    const detail = `${wrong.length} of ${records.length} records are missing or lead elsewhere. To make:`;
    return { name, status: 'broken', detail, mend: wrong.map(recordToMake) };
  }
  if (dkim.Status !== 'SUCCESS') {
    const detail = `SES says ${dkim.Status}. The records are there now, and SES looks again by itself for 72 hours; after that save the identity's DKIM settings anew.`;
    return { name, status: 'broken', detail };
  }
  const unknown = records.filter((record) => standing(record) === 'unknown');
  if (unknown.length > 0) {
    const detail = `SES has seen the records; the resolver here did not answer for ${unknown.length} of ${records.length}`;
    return { name, status: 'missing', detail };
  }
  if (dkim.CurrentSigningKeyLength === 'RSA_1024_BIT') {
    const mend = [
      `aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${domain} --signing-attributes-origin AWS_SES --signing-attributes NextSigningKeyLength=RSA_2048_BIT`,
    ];
    return { name, status: 'missing', detail: 'signs, with a key of 1,024 bits. For one of 2,048:', mend };
  }
  const bits = /\d+/.exec(dkim.CurrentSigningKeyLength ?? '')?.[0];
  const key = bits === undefined ? '' : ` with a key of ${Number(bits).toLocaleString('en-US')} bits`;
  return { name, status: 'ok', detail: `signs${key}; ${records.length} records found` };
}

function standing({ target, cname, key }: DkimRecord): 'right' | 'wrong' | 'unknown' {
  if (target !== undefined && cname.status === 'found')
    return cname.records.includes(target) ? 'right' : 'wrong';
  if (key.status === 'found' && key.records.some((text) => /(^|;)\s*p=[^;\s]/.test(text))) return 'right';
  return cname.status === 'failed' || key.status === 'failed' ? 'unknown' : 'wrong';
}

const recordToMake = ({ name, target }: DkimRecord): string =>
  target === undefined
    ? `${name} TXT "v=DKIM1; k=rsa; p=..." (the public half of the key that SES was given)`
    : `${name} CNAME ${target}`;
