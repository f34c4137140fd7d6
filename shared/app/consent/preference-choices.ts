import type { Channel } from '../../domain/channel.ts';
import { consentStatus, isSubscribed } from '../../domain/customer/consent.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { type TopicRules, topicKey } from '../../domain/customer/topic-rules.ts';
import { pickLocale } from '../../domain/message/pick-locale.ts';
import type { PageLanguage } from './page-language.ts';

/** Something that the page lets a customer turn on and off. */
export interface PreferenceChoice {
  /** "email", "email/news". */
  readonly key: string;
  readonly channel: Channel;
  readonly topic?: { readonly name: string; readonly title: string; readonly description?: string };
  readonly isOn: boolean;
  /** Given, but not confirmed yet. */
  readonly isPending: boolean;
}

const CHANNELS = ['email', 'sms'] as const;

/**
 * What a customer may choose, channel by channel: each of which something is known, or e-mail where nothing is. A channel comes
 * before its topics.
 */
export function preferenceChoices(
  state: Pick<CustomerState, 'consents' | 'topics' | 'reachable'> | undefined,
  topics: readonly TopicRules[],
  language: PageLanguage,
): readonly PreferenceChoice[] {
  const known = CHANNELS.filter(
    (channel) => state?.consents[channel] !== undefined || state?.reachable[channel]?.value === true,
  );
  return (known.length === 0 ? (['email'] as const) : known).flatMap((channel) => {
    const status = consentStatus(state?.consents[channel]);
    const whole = { key: channel, channel, isOn: status === 'granted', isPending: status === 'pending' };
    const ofChannel = topics.filter(({ channels }) => channels.includes(channel));
    return [whole, ...ofChannel.map((topic) => topicChoice(state?.topics, channel, topic, language))];
  });
}

function topicChoice(
  said: CustomerState['topics'],
  channel: Channel,
  rules: TopicRules,
  language: PageLanguage,
): PreferenceChoice {
  const { name, texts } = rules;
  const key = topicKey(channel, name);
  const locales = Object.keys(texts);
  const text = texts[pickLocale(locales, language, 'en') ?? locales[0] ?? ''] ?? { title: name };
  return {
    key,
    channel,
    topic: { name, ...text },
    isOn: isSubscribed(said?.[key], rules),
    isPending: consentStatus(said?.[key]) === 'pending',
  };
}
