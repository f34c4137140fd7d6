import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { SesAccount } from './mail-account.ts';
import { unanswered } from './unanswered.ts';

interface AccountNeeds {
  readonly stage: string;
  readonly region: string;
  /** The part of the account's rate that `deliver` uses. */
  readonly sendRateShare: number;
  /** The campaigns' paces, in customers. */
  readonly paces: readonly {
    readonly campaign: string;
    readonly perMinute?: number;
    readonly perDay?: number;
  }[];
}

/** SES's word for "as many as you like". */
const UNLIMITED = -1;
/** Past this part of the day's quota a campaign may stop for the day. */
const NEARLY_USED = 0.8;

/** What the SES account may do: send at all, to everybody, and fast enough for the campaigns. */
export function judgeAccount(answer: Answer<SesAccount>, needs: AccountNeeds): Finding[] {
  if (answer.status === 'absent') return [{ name: 'SES account', status: 'broken', detail: 'is not there' }];
  if (answer.status !== 'told') return [unanswered('SES account', answer)];
  return [
    judgeSending(answer.value),
    judgeSandbox(answer.value, needs),
    judgeQuota(answer.value.SendQuota, needs),
  ];
}

function judgeSending({ SendingEnabled, EnforcementStatus }: SesAccount): Finding {
  const name = 'SES sending';
  if (EnforcementStatus === 'SHUTDOWN') {
    const detail =
      'AWS has paused the account for its bounces or complaints. Mend the cause and answer the case in the Support Center.';
    return { name, status: 'broken', detail };
  }
  if (!SendingEnabled) {
    const mend = ['aws sesv2 put-account-sending-attributes --sending-enabled'];
    return { name, status: 'broken', detail: 'is turned off for the account. To turn it on:', mend };
  }
  if (EnforcementStatus === 'PROBATION') {
    const detail =
      'goes on, but AWS has the account under review: bounces of 5 % or complaints of 0.1 % lead there. Send to the most recent buyers alone until it is lifted.';
    return { name, status: 'missing', detail };
  }
  return { name, status: 'ok', detail: 'is on, and AWS has no complaints' };
}

function judgeSandbox(account: SesAccount, { stage, region }: AccountNeeds): Finding {
  const name = 'SES sandbox';
  if (account.ProductionAccessEnabled) return { name, status: 'ok', detail: `left, in ${region}` };
  const review = account.Details?.ReviewDetails?.Status;
  const asked =
    review === undefined
      ? 'Ask for production access in the SES console (Account dashboard).'
      : `The request for production access stands at ${review}.`;
  return {
    name,
    // A stage to try things out can do without customers.
    status: stage === 'prod' ? 'broken' : 'missing',
    detail: `the account is in it: mail goes to verified addresses alone, 200 in 24 hours and one a second. ${asked}`,
  };
}

function judgeQuota(quota: SesAccount['SendQuota'], { sendRateShare, paces }: AccountNeeds): Finding {
  const name = 'SES quota';
  if (quota === undefined) return { name, status: 'missing', detail: 'SES did not tell' };
  const { Max24HourSend: perDay, MaxSendRate, SentLast24Hours: sent } = quota;
  const perSecond = MaxSendRate * sendRateShare;
  const daily =
    perDay === UNLIMITED
      ? 'without limit in 24 hours'
      : `${count(perDay)} in 24 hours, ${count(sent)} of them sent`;
  const figures = `${daily}; ${MaxSendRate} a second, of which ${round(perSecond)} are used (sendRateShare)`;
  const tooFast = paces.flatMap(({ campaign, perMinute = 0, perDay: wanted = 0 }) => {
    const isTooFast = perMinute > perSecond * 60 || (perDay !== UNLIMITED && wanted > perDay);
    return isTooFast ? [campaign] : [];
  });
  if (tooFast.length > 0) {
    const detail = `${figures}. Less than the pace of ${tooFast.join(', ')}: those will take longer. Ask for more in Service Quotas (SES).`;
    return { name, status: 'missing', detail };
  }
  if (perDay !== UNLIMITED && sent >= perDay * NEARLY_USED) {
    const detail = `${figures}. Nearly used up: what goes beyond it waits for the next day.`;
    return { name, status: 'missing', detail };
  }
  return { name, status: 'ok', detail: figures };
}

const count = (mails: number): string => mails.toLocaleString('en-US');

const round = (rate: number): number => Math.round(rate * 100) / 100;
