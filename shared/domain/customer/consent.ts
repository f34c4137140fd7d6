import type { Channel } from '../channel.ts';
import type { Consent, CustomerState } from './customer-state.ts';
import { type TopicRules, topicKey } from './topic-rules.ts';

/** Silence is not consent, and neither is a word that waits for its confirmation. */
export const hasConsent = (consent: Consent | undefined): boolean => consent?.status === 'granted';

/** What holds now: "pending" also where a withdrawal stands and a later word waits for its confirmation. */
export function consentStatus(consent: Consent | undefined): Consent['status'] | undefined {
  return consent?.status === 'withdrawn' && consent.asked !== undefined ? 'pending' : consent?.status;
}

/**
 * Why promotion may not go through a channel; undefined where it may. What is said of the channel goes before what is said of
 * a topic. Of a topic nothing firm is said of, its default holds.
 */
export function whyNotWanted(
  { consents, topics }: Pick<CustomerState, 'consents' | 'topics'>,
  channel: Channel,
  topic: TopicRules | undefined,
): 'no-consent' | 'topic-off' | undefined {
  if (!hasConsent(consents[channel])) return 'no-consent';
  if (topic === undefined) return undefined;
  return topic.channels.includes(channel) && isSubscribed(topics?.[topicKey(channel, topic.name)], topic)
    ? undefined
    : 'topic-off';
}

/** Whether a topic is on for somebody who gets anything at all on the channel. */
export function isSubscribed(said: Consent | undefined, { byDefault }: TopicRules): boolean {
  if (said === undefined || said.status === 'pending') return byDefault === 'subscribed';
  return said.status === 'granted';
}
