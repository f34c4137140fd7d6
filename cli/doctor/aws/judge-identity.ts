import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { SesIdentity } from './mail-account.ts';
import { unanswered } from './unanswered.ts';

/** Whether the domain is SES's to send as. */
export function judgeIdentity(
  answer: Answer<SesIdentity>,
  { domain, stage, region }: { readonly domain: string; readonly stage: string; readonly region: string },
): Finding {
  const name = `SES identity ${domain}`;
  if (answer.status === 'absent') {
    const detail = `SES does not know the domain in this account and ${region}. Deploy the state stack, then make the DNS records that it prints:`;
    return {
      name,
      status: 'broken',
      detail,
      mend: [`npx cdk deploy Perennial-${stage}-State -c stage=${stage}`],
    };
  }
  if (answer.status !== 'told') return unanswered(name, answer);
  const { VerifiedForSendingStatus, VerificationInfo } = answer.value;
  if (VerifiedForSendingStatus) return { name, status: 'ok', detail: `is verified, in ${region}` };
  const why = VerificationInfo?.ErrorType;
  const told = why === undefined ? '' : ` (SES says ${why})`;
  return {
    name,
    status: 'broken',
    detail: `is not verified${told}: SES refuses every mail. It is by the DKIM records below, within minutes to 72 hours of their being there.`,
  };
}
