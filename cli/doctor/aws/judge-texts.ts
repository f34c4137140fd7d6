import type { TextSettings } from '../../../infra/aws/text-settings.ts';
import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { TextIdentity, TextSpendLimit } from './text-account.ts';
import { unanswered } from './unanswered.ts';

/** Whether texts go to everybody or to verified numbers alone. */
export function judgeTextTier(answer: Answer<string>, stage: string): Finding {
  const name = 'Texts: sandbox';
  if (answer.status === 'absent') return { name, status: 'missing', detail: 'AWS did not tell' };
  if (answer.status !== 'told') return unanswered(name, answer);
  if (answer.value !== 'SANDBOX') return { name, status: 'ok', detail: 'left' };
  const detail =
    'the account is in it: texts go to verified numbers alone. Ask for production access in the console of AWS End User Messaging SMS.';
  return { name, status: stage === 'prod' ? 'broken' : 'missing', detail };
}

/** Below this, a campaign to a few hundred customers comes to the end of it: what AWS gives a new account. */
const SMALL_LIMIT = 1;

/** What texts may cost in a month. */
export function judgeSpendLimit(answer: Answer<TextSpendLimit>): Finding {
  const name = 'Texts: spend limit';
  if (answer.status === 'absent') return { name, status: 'missing', detail: 'AWS did not tell' };
  if (answer.status !== 'told') return unanswered(name, answer);
  const { enforced, highest } = answer.value;
  const figures = `${enforced} US dollars a month (AWS allows up to ${highest})`;
  if (enforced > SMALL_LIMIT) return { name, status: 'ok', detail: figures };
  if (highest > enforced) {
    const mend = [
      `aws pinpoint-sms-voice-v2 set-text-message-spend-limit-override --monthly-limit ${highest}`,
    ];
    return { name, status: 'missing', detail: `${figures}: texts stop there. To raise it:`, mend };
  }
  const detail = `${figures}: texts stop there. Ask for more in Service Quotas (AWS End User Messaging SMS).`;
  return { name, status: 'missing', detail };
}

/** Whether texts can come from an identity of the settings. */
export function judgeTextIdentity(identity: string, answer: Answer<TextIdentity>): Finding[] {
  const name = `Texts: ${identity}`;
  if (answer.status === 'absent') {
    const detail =
      'is not in this account and region. Register it, or name another in "texts" of the settings.';
    return [{ name, status: 'broken', detail }];
  }
  if (answer.status !== 'told') return [unanswered(name, answer)];
  const { state, messageTypes, replies } = answer.value;
  const own: Finding =
    state === 'ACTIVE'
      ? { name, status: 'ok', detail: `is active, for ${messageTypes.join(' and ')} texts` }
      : { name, status: 'broken', detail: `is ${state}: nothing can be sent from it yet` };
  return [own, ...(replies === undefined ? [] : [judgeReplies(identity, replies)])];
}

function judgeReplies(identity: string, replies: NonNullable<TextIdentity['replies']>): Finding {
  const name = `Texts: replies to ${identity}`;
  const { isTwoWay, channelArn, areOptOutsOurs, optOutList } = replies;
  const keeper = areOptOutsOurs
    ? 'Perennial answers STOP'
    : `AWS answers STOP and keeps the list ${optOutList}`;
  if (isTwoWay && channelArn?.includes(':sns:'))
    return { name, status: 'ok', detail: `go to ${channelArn.split(':').at(-1)}; ${keeper}` };
  const [kind, id = ''] = identity.split('/');
  const command = kind === 'pool' ? 'update-pool --pool-id' : 'update-phone-number --phone-number-id';
  const detail = areOptOutsOurs
    ? 'go nowhere, and AWS leaves STOP to us: nobody can opt out. Point them to the output RepliesTopic:'
    : `go nowhere: ${keeper}, and consent here never learns of it. Point them to the output RepliesTopic:`;
  const mend = [
    `aws pinpoint-sms-voice-v2 ${command} ${id} --two-way-enabled --two-way-channel-arn TOPIC_ARN`,
  ];
  return { name, status: areOptOutsOurs ? 'broken' : 'missing', detail, mend };
}

/** Whether the protect configuration of the settings is there, and which countries it leaves open. */
export function judgeProtection(
  id: TextSettings['protectConfiguration'],
  answer: Answer<{ readonly openCountries: readonly string[] }>,
): Finding {
  const name = `Texts: protect configuration ${id}`;
  if (answer.status === 'absent')
    return { name, status: 'broken', detail: 'is not in this account and region: every text is refused' };
  if (answer.status !== 'told') return unanswered(name, answer);
  const { openCountries } = answer.value;
  if (openCountries.length === 0)
    return { name, status: 'broken', detail: 'blocks every country: no text is sent' };
  const detail = openCountries.length > 20 ? `${openCountries.length} countries` : openCountries.join(', ');
  return { name, status: 'ok', detail: `lets texts go to ${detail}` };
}
