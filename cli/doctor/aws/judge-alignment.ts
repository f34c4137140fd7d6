import type { DmarcInForce } from '../dns/dmarc-in-force.ts';
import { isAligned } from '../dns/is-aligned.ts';
import type { Finding } from '../finding.ts';

interface Alignments {
  readonly fromDomain: string;
  readonly organizational: string;
  /** The `d=` of the signature; absent where mails are not signed. */
  readonly signedBy?: string;
  /** Absent where mails go out under SES's own MAIL FROM. */
  readonly mailFromDomain?: string;
  readonly dmarc: DmarcInForce;
}

/** Whether mails pass DMARC: DKIM or SPF has to pass for a domain that counts as the From domain. */
export function judgeAlignment(alignments: Alignments): Finding {
  const { fromDomain, organizational, signedBy, mailFromDomain, dmarc } = alignments;
  const { dkimAlignment, spfAlignment } = dmarc.record;
  const counts = (authenticated: string | undefined, alignment: typeof dkimAlignment): boolean =>
    authenticated !== undefined && isAligned(alignment, { from: fromDomain, authenticated, organizational });
  const byDkim = counts(signedBy, dkimAlignment);
  const bySpf = counts(mailFromDomain, spfAlignment);
  const name = `DMARC alignment with ${fromDomain}`;
  const dkimWords = `DKIM by d=${signedBy ?? '(none)'} (${dkimAlignment})`;
  const spfWords = `SPF by ${mailFromDomain ?? 'amazonses.com'} (${spfAlignment})`;
  if (byDkim && bySpf) return { name, status: 'ok', detail: `${dkimWords} and ${spfWords}` };
  if (byDkim) return { name, status: 'ok', detail: `${dkimWords} carries it; ${spfWords} does not count` };
  if (bySpf) {
    const detail = `${spfWords} carries it alone, and breaks where mail is forwarded; ${dkimWords} does not count. ${strictWords(dmarc, dkimAlignment)}`;
    return { name, status: 'missing', detail: detail.trim() };
  }
  const detail = `neither ${dkimWords} nor ${spfWords} counts: every mail fails DMARC. ${strictWords(dmarc, dkimAlignment)}`;
  return { name, status: 'broken', detail: detail.trim() };
}

const strictWords = ({ domain }: DmarcInForce, alignment: 'relaxed' | 'strict'): string =>
  alignment === 'strict'
    ? `Take adkim=s out of the record of ${domain}, or send from the very domain that signs.`
    : '';
