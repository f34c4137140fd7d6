import type { Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import { consentStatus } from './consent.ts';
import type { Consent, CustomerState, Profile, Stamped } from './customer-state.ts';
import type { Fact } from './fact.ts';
import type { CustomerUpdated } from './input.ts';
import { mergeConsent } from './merge-consent.ts';
import { topicKey } from './topic-rules.ts';

type Personal = Pick<CustomerState, 'profile' | 'consents' | 'topics' | 'reachable'>;

const PROFILE_FIELDS = ['locale', 'timeZone', 'country', 'birthday'] as const;
const CHANNELS = ['email', 'sms'] as const;

/** Takes over what a `customer.updated` event says, part by part: of each part the latest word stands. */
export function updateProfile<State extends Personal>(
  state: State,
  input: CustomerUpdated,
  facts: Fact[],
  now: Instant,
): State {
  return {
    ...state,
    profile: mergeProfile(state.profile, input, facts, now),
    reachable: mergeReachable(state.reachable, input, facts, now),
    ...mergeConsents(state, input, facts, now),
  };
}

/** The later word wins; of two at one instant the greater text, so that the order of arrival does not matter. */
export function isLaterWord<T>(said: Stamped<T>, known: Stamped<T> | undefined): boolean {
  if (known === undefined || said.at !== known.at) return known === undefined || said.at > known.at;
  return String(said.value) > String(known.value);
}

function mergeProfile(profile: Profile, input: CustomerUpdated, facts: Fact[], now: Instant): Profile {
  const at = input.occurredAt;
  const fields: string[] = [];
  const attributes = { ...profile.attributes };
  for (const [name, value] of Object.entries(input.attributes ?? {})) {
    const known = attributes[name];
    if (!isLaterWord({ value, at }, known)) continue;
    if ((known?.value ?? null) !== value) fields.push(`attributes.${name}`);
    attributes[name] = { value, at };
  }
  const merged: { -readonly [Field in keyof Profile]: Profile[Field] } = { ...profile, attributes };
  for (const field of PROFILE_FIELDS) {
    const value = input[field];
    if (value === undefined || !isLaterWord({ value, at }, merged[field])) continue;
    if (merged[field]?.value !== value) fields.push(field);
    merged[field] = { value, at };
  }
  // Of it the fact that the number is there tells: no field of its own.
  const { phoneCountry } = input;
  if (phoneCountry !== undefined && isLaterWord({ value: phoneCountry, at }, merged.phoneCountry))
    merged.phoneCountry = { value: phoneCountry, at };
  if (fields.length > 0) facts.push({ kind: 'profile.changed', at: now, fields });
  return merged;
}

function mergeReachable(
  reachable: CustomerState['reachable'],
  input: CustomerUpdated,
  facts: Fact[],
  now: Instant,
): CustomerState['reachable'] {
  const merged: Partial<Record<Channel, Stamped<boolean>>> = { ...reachable };
  for (const channel of CHANNELS) {
    const value = input.reachable?.[channel];
    if (value === undefined || !isLaterWord({ value, at: input.occurredAt }, merged[channel])) continue;
    if ((merged[channel]?.value ?? false) !== value)
      facts.push({ kind: 'reachable.changed', at: now, channel, reachable: value });
    merged[channel] = { value, at: input.occurredAt };
  }
  return merged;
}

function mergeConsents(
  { consents, topics }: Personal,
  input: CustomerUpdated,
  facts: Fact[],
  now: Instant,
): Pick<Personal, 'consents' | 'topics'> {
  const merged: Partial<Record<Channel, Consent>> = { ...consents };
  const ofTopics: Record<string, Consent> = { ...topics };
  for (const { channel, topic, status, source, at: saidAt } of input.consents ?? []) {
    // A word from a clock that runs ahead must not outweigh the customer's next one.
    const said = { status, at: Math.min(saidAt, now), source };
    const known = topic === undefined ? merged[channel] : ofTopics[topicKey(channel, topic)];
    const stands = mergeConsent(known, said);
    const change = consentStatus(stands);
    if (change !== undefined && consentStatus(known) !== change) {
      const about = topic === undefined ? { channel } : { channel, topic };
      facts.push({ kind: 'consent.changed', at: now, ...about, status: change, source });
    }
    if (topic === undefined) merged[channel] = stands;
    else ofTopics[topicKey(channel, topic)] = stands;
  }
  return Object.keys(ofTopics).length === 0 ? { consents: merged } : { consents: merged, topics: ofTopics };
}
