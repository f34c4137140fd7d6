import type { Channel } from '../channel.ts';

/** What the shop asks its customers' consent to: `topics.yaml`. */
export interface ConsentRules {
  readonly topics: readonly TopicRules[];
  /** Absent where every word counts at once. */
  readonly doubleOptIn?: DoubleOptInRules;
}

/** A kind of news that customers turn on and off by itself. */
export interface TopicRules {
  readonly name: string;
  /** By BCP 47 tag. */
  readonly texts: Readonly<Record<string, TopicText>>;
  readonly channels: readonly Channel[];
  /** What holds once the channel's consent is given and nothing is said of the topic. */
  readonly byDefault: 'subscribed' | 'not-subscribed';
}

export interface TopicText {
  readonly title: string;
  readonly description?: string;
}

/** Which words count only once the customer has confirmed them by a link that went to the address. */
export interface DoubleOptInRules {
  readonly channels: readonly Channel[];
  /** Where such words come from, as `source` of a consent names it. */
  readonly sources: readonly string[];
  readonly template: string;
  /** How long the link works. */
  readonly days: number;
}

/** The topic of a campaign that names one, where the shop's files have it. */
export const topicNamed = (
  rules: { readonly consent?: ConsentRules },
  name: string | undefined,
): TopicRules | undefined => rules.consent?.topics.find((topic) => topic.name === name);

/** What a customer's word about one topic on one channel is kept under: "email/news". */
export const topicKey = (channel: Channel, topic: string): string => `${channel}/${topic}`;
