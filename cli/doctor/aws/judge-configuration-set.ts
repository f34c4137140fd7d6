import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { ConfigurationSet, SesAccount } from './mail-account.ts';
import { unanswered } from './unanswered.ts';

const REASONS = ['BOUNCE', 'COMPLAINT'] as const;

/** Whether the configuration set that every mail goes through is there and lets it through. */
export function judgeConfigurationSet(
  setName: string,
  answer: Answer<ConfigurationSet>,
  account: Answer<SesAccount>,
): Finding[] {
  const name = `Configuration set ${setName}`;
  if (answer.status === 'absent') {
    const detail = 'is not in SES: every mail is refused. Deploy both stacks again.';
    return [{ name, status: 'broken', detail }];
  }
  if (answer.status !== 'told') return [unanswered(name, answer)];
  const { SendingOptions, DeliveryOptions, SuppressionOptions } = answer.value;
  const { SuppressionAttributes } = account.status === 'told' ? account.value : {};
  const reasons = (SuppressionOptions ?? SuppressionAttributes)?.SuppressedReasons;
  return [judgeSending(name, setName, SendingOptions, DeliveryOptions), judgeSuppression(reasons)];
}

function judgeSending(
  name: string,
  setName: string,
  sending: ConfigurationSet['SendingOptions'],
  delivery: ConfigurationSet['DeliveryOptions'],
): Finding {
  if (sending?.SendingEnabled === false) {
    const mend = [
      `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${setName} --sending-enabled`,
    ];
    return { name, status: 'broken', detail: 'is paused: every mail waits. To go on:', mend };
  }
  if (delivery?.TlsPolicy !== 'REQUIRE')
    return { name, status: 'missing', detail: 'does not require TLS, as the state stack sets it' };
  return { name, status: 'ok', detail: 'is there, and sends with TLS alone' };
}

function judgeSuppression(reasons: readonly string[] | undefined): Finding {
  const name = 'SES suppression list';
  if (reasons === undefined) return { name, status: 'missing', detail: 'SES did not tell what it takes' };
  const lacking = REASONS.filter((reason) => !reasons.includes(reason));
  if (lacking.length === 0) return { name, status: 'ok', detail: 'takes bounces and complaints' };
  const detail = `does not take ${lacking.join(' and ')}. Perennial keeps its own; SES's protects what else is sent from the account.`;
  return { name, status: 'missing', detail };
}
