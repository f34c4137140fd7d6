import type { Channel } from '../channel.ts';
import { consentStatus } from '../customer/consent.ts';
import type { Consent, CustomerState } from '../customer/customer-state.ts';
import type { Fact } from '../customer/fact.ts';
import type { CustomerUpdated } from '../customer/input.ts';
import { hasAddress } from '../customer/suppressed-address.ts';
import { type ConsentRules, topicKey } from '../customer/topic-rules.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { isFresh } from './live-campaigns.ts';

/** What records call the message that asks for a confirmation, as if it came from a campaign of this name. */
export const DOUBLE_OPT_IN = 'double-opt-in';

/** Within this time of the last message that asked the same, no other goes: a form must not be a means to flood a mailbox. */
const ASK_AGAIN_MS = DAY_MS;

type Consents = Pick<CustomerState, 'consents' | 'topics'>;

/** The same update with each word that has to be confirmed first as a pending one. */
export function holdUnconfirmed(
  input: CustomerUpdated,
  doubleOptIn: ConsentRules['doubleOptIn'],
): CustomerUpdated {
  if (doubleOptIn === undefined || input.consents === undefined) return input;
  const { channels, sources } = doubleOptIn;
  const consents = input.consents.map((word) =>
    word.status === 'granted' && channels.includes(word.channel) && sources.includes(word.source)
      ? { ...word, status: 'pending' as const }
      : word,
  );
  return { ...input, consents };
}

interface Occasion {
  readonly doubleOptIn: ConsentRules['doubleOptIn'];
  readonly now: Instant;
  readonly facts: Fact[];
}

/**
 * Asks for one message per channel to confirm what an update left pending. None goes for words of the past, for those asked
 * about within the last day, and to nobody who has no address.
 */
export function askToConfirm(
  before: Consents,
  after: CustomerState,
  input: CustomerUpdated,
  { doubleOptIn, now, facts }: Occasion,
): void {
  if (doubleOptIn === undefined || !isFresh(input.occurredAt, now)) return;
  for (const channel of doubleOptIn.channels) {
    const pending = (input.consents ?? []).filter(
      (word) =>
        word.channel === channel &&
        word.status === 'pending' &&
        consentStatus(consentOf(after, channel, word.topic)) === 'pending',
    );
    const isNew = pending.some(
      ({ topic }) => now - askedAt(consentOf(before, channel, topic)) >= ASK_AGAIN_MS,
    );
    if (!isNew) continue;
    const message = {
      ...{ at: now, campaign: DOUBLE_OPT_IN, occurrence: `${channel}-${now}`, step: 'confirm', channel },
    } as const;
    if (!hasAddress(after, channel)) {
      facts.push({ kind: 'message.suppressed', ...message, reason: 'no-address' });
      continue;
    }
    const topics = [...new Set(pending.flatMap(({ topic }) => topic ?? []))].sort();
    facts.push({
      kind: 'message.requested',
      ...message,
      template: doubleOptIn.template,
      isPromotional: false,
      // The link confirms these, and the channel where it was asked for too.
      entry: { topics, hasChannel: pending.some(({ topic }) => topic === undefined) },
      expiresAt: now + doubleOptIn.days * DAY_MS,
    });
  }
}

/** What was last said of a channel, or of a topic on it. */
const consentOf = (
  { consents, topics }: Consents,
  channel: Channel,
  topic: string | undefined,
): Consent | undefined => (topic === undefined ? consents[channel] : topics?.[topicKey(channel, topic)]);

/** When the word that still waits was given; before all time where none does. */
function askedAt(consent: Consent | undefined): Instant {
  if (consentStatus(consent) !== 'pending' || consent === undefined) return Number.NEGATIVE_INFINITY;
  return consent.asked ?? consent.at;
}
