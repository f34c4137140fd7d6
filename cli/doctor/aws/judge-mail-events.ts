import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { EventRule } from './event-rules.ts';
import type { EventDestinations } from './mail-account.ts';
import { MAIL_EVENTS, VITAL_EVENTS } from './mail-event-types.ts';
import { unanswered } from './unanswered.ts';

/** Whether SES tells of what becomes of mails: it publishes to the default bus and to no other. */
export function judgeDestinations(answer: Answer<EventDestinations>): Finding {
  const name = 'SES events';
  if (answer.status === 'absent') return { name, status: 'broken', detail: 'no configuration set has them' };
  if (answer.status !== 'told') return unanswered(name, answer);
  const published = new Set(
    answer.value.flatMap(({ Enabled, EventBridgeDestination, MatchingEventTypes }) =>
      Enabled && EventBridgeDestination?.EventBusArn.endsWith(':event-bus/default') ? MatchingEventTypes : [],
    ),
  );
  const lacking = MAIL_EVENTS.filter((type) => !published.has(type));
  if (lacking.length === 0)
    return { name, status: 'ok', detail: `all ${MAIL_EVENTS.length} kinds go to the default bus` };
  const isVital = VITAL_EVENTS.some((type) => !published.has(type));
  const hence = isVital ? ' Mail would go on to addresses that bounced or complained.' : '';
  return {
    name,
    status: isVital ? 'broken' : 'missing',
    detail: `${lacking.join(', ')} do not go to the default bus.${hence} Deploy the state stack again.`,
  };
}

/** Whether `feedback` hears of what SES publishes. */
export function judgeFeedbackRule(configurationSet: string, answer: Answer<readonly EventRule[]>): Finding {
  const name = 'Rule for the SES events';
  if (answer.status !== 'told')
    return answer.status === 'absent'
      ? { name, status: 'broken', detail: 'the default bus is not there' }
      : unanswered(name, answer);
  const rules = answer.value.filter(
    ({ sources, configurationSets }) =>
      sources.includes('aws.ses') && configurationSets.includes(configurationSet),
  );
  const [rule] = rules;
  if (rule === undefined) {
    const detail = 'no rule of the default bus takes them. Deploy the pipeline stack.';
    return { name, status: 'broken', detail };
  }
  if (rules.every(({ isEnabled }) => !isEnabled))
    return {
      name,
      status: 'broken',
      detail: 'is turned off: bounces and complaints are lost. To turn it on:',
      mend: [`aws events enable-rule --name ${rule.name}`],
    };
  return { name, status: 'ok', detail: rule.name };
}
