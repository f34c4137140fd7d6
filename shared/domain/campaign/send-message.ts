import type { Channel } from '../channel.ts';
import { whyNotWanted } from '../customer/consent.ts';
import type { CustomerState, HoldReason, Journey, RequestedMessage } from '../customer/customer-state.ts';
import type { SuppressionReason } from '../customer/fact.ts';
import { engagedWith } from '../customer/sign-of-life.ts';
import { topicNamed } from '../customer/topic-rules.ts';
import type { Instant } from '../instant.ts';
import type { SendStep, SendVariation } from './campaign-rules.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import { capsAllowAt } from './frequency-caps.ts';
import { nextSendTime } from './send-times.ts';
import { momentOf, type Situation } from './situation.ts';
import { isUnengaged } from './unengaged.ts';

const HOUR_MS = 3_600_000;

/** Messages remembered of one customer: the most that a frequency cap can count. */
const MESSAGES_KEPT = 20;

/** The attribute by which a customer says how they would rather be written to. */
const PREFERENCE = 'preferredMessageChannel';
/** After this many messages that drew nothing a channel stands behind others that did. */
const UNHEARD_MESSAGES = 5;

export type Sending =
  /** Asked for, or given up; either is a fact. The journey goes on. */
  | { readonly status: 'done'; readonly state: CustomerState }
  | { readonly status: 'held'; readonly until: Instant; readonly held: NonNullable<Journey['held']> };

/** Asks for a step's message, or holds it back where it would be unfair now, or gives it up once it is worth nothing. */
export function sendMessage(
  state: CustomerState,
  journey: Journey,
  campaign: CompiledCampaign,
  step: SendStep,
  situation: Situation,
): Sending {
  const { now, facts } = situation;
  const isPromotional = campaign.purpose === 'promotional';
  const { channels, template, offer } = contentFor(state, journey, campaign, step, situation);
  const { occurrence } = journey;
  const message = { campaign: campaign.name, step: step.name, occurrence };
  const giveUp = (channel: Channel, reason: SuppressionReason): Sending => {
    facts.push({ kind: 'message.suppressed', at: now, ...message, channel, reason });
    return { status: 'done', state };
  };
  const [first = 'email'] = channels;
  const whyNot = (channel: Channel) => whyUnreachable(state, channel, campaign, situation);
  const possible = channels.filter((channel) => whyNot(channel) === undefined);
  if (possible.length === 0) return giveUp(first, whyNot(first) ?? 'no-address');

  const since = journey.held?.since ?? now;
  const expiresAt = since + step.expiresAfterHours * HOUR_MS;
  const inOrder = inOrderOfUse(state, possible);
  const chance = isPromotional
    ? firstChance(state, campaign, inOrder, expiresAt, situation)
    : { channel: inOrder[0] ?? first, at: now, reason: undefined };
  const { channel, at, reason = 'quiet' } = chance;
  if (at > now) {
    if (at > expiresAt) return giveUp(channel, reason);
    if (journey.held?.reason !== reason)
      facts.push({ kind: 'message.deferred', at: now, ...message, channel, reason, until: at });
    return { status: 'held', until: at, held: { since, reason } };
  }
  if (now > expiresAt) return giveUp(channel, journey.held?.reason ?? reason);

  const named = journey.variant !== undefined && { variant: journey.variant };
  facts.push({
    kind: 'message.requested',
    at: now,
    ...message,
    channel,
    template,
    isPromotional,
    ...named,
    ...(Object.keys(offer).length > 0 && { offer }),
    ...(journey.entry !== undefined && { entry: journey.entry }),
    expiresAt,
  });
  const requested: RequestedMessage = { ...message, at: now, channel, isPromotional, ...named };
  return { status: 'done', state: remember(state, requested) };
}

/** What the step sends to this customer: its own, with what the first variation that fits puts in its place. */
export function contentFor(
  state: CustomerState,
  journey: Pick<Journey, 'variant' | 'entry'>,
  campaign: CompiledCampaign,
  step: SendStep,
  situation: Situation,
): Required<Omit<SendVariation, 'when'>> {
  const { channels, template, offer, variations } = step;
  if (variations.length === 0) return { channels, template, offer };
  const moment = momentOf(state, situation, journey);
  const variation = variations.find(({ when }) => campaign.holds(when, moment));
  return { channels, template, offer, ...definedOf(variation) };
}

function definedOf(variation: SendVariation | undefined): Partial<SendVariation> {
  if (variation === undefined) return {};
  const { when: _, ...content } = variation;
  return content;
}

/** Why a campaign's message cannot go through a channel; undefined where it can. */
export function whyUnreachable(
  state: CustomerState,
  channel: Channel,
  campaign: Pick<CompiledCampaign, 'name' | 'purpose' | 'topic'>,
  { rules, now }: Pick<Situation, 'rules' | 'now'>,
): UnreachableReason | undefined {
  const { reachable, suppressed } = state;
  const isPromotional = campaign.purpose === 'promotional';
  // An order confirmation does not arrive either at an address that does not exist.
  if (suppressed?.[channel] !== undefined) return 'suppressed';
  const topic = topicNamed(rules, campaign.topic);
  const unwanted = isPromotional ? whyNotWanted(state, channel, topic) : undefined;
  if (unwanted !== undefined) return unwanted;
  if (reachable[channel]?.value !== true) return 'no-address';
  const isMailing = isPromotional && channel === 'email';
  return isMailing && isUnengaged(state, campaign.name, rules, now) ? 'unengaged' : undefined;
}

export type UnreachableReason = Exclude<SuppressionReason, HoldReason>;

/** The channel that the customer prefers first, then those that they answer to, else as the step has them. */
function inOrderOfUse(state: CustomerState, channels: readonly Channel[]): readonly Channel[] {
  if (channels.length < 2) return channels;
  const preferred = state.profile.attributes[PREFERENCE]?.value;
  const rank = (channel: Channel): number => {
    if (channel === preferred) return 0;
    return isUnheard(state.messages, channel) ? 2 : 1;
  };
  return channels.toSorted((one, other) => rank(one) - rank(other));
}

/** Whether the newest messages through a channel drew nothing, where one through another did. */
function isUnheard(messages: readonly RequestedMessage[], channel: Channel): boolean {
  const newest = messages.filter((message) => message.channel === channel).slice(-UNHEARD_MESSAGES);
  const isHeard = ({ openedAt, clickedAt }: RequestedMessage) =>
    openedAt !== undefined || clickedAt !== undefined;
  if (newest.length < UNHEARD_MESSAGES || newest.some(isHeard)) return false;
  return messages.some((message) => message.channel !== channel && isHeard(message));
}

interface Chance {
  readonly channel: Channel;
  readonly at: Instant;
  /** What holds the message back until then. */
  readonly reason: HoldReason | undefined;
}

/** The channel through which the message can go soonest; of those equally soon the first. An open complaint holds all back. */
function firstChance(
  state: CustomerState,
  campaign: CompiledCampaign,
  channels: readonly Channel[],
  expiresAt: Instant,
  situation: Situation,
): Chance {
  const { now } = situation;
  const [first = 'email'] = channels;
  // It is tried again when the case is closed; the message expires a moment before this.
  if (state.openCases.length > 0)
    return { channel: first, at: now < expiresAt ? expiresAt : expiresAt + 1, reason: 'case' };
  const chances = channels.map((channel) => chanceOf(state, campaign, channel, expiresAt, situation));
  return chances.reduce((best, chance) => (chance.at < best.at ? chance : best));
}

function chanceOf(
  { messages, profile }: CustomerState,
  campaign: CompiledCampaign,
  channel: Channel,
  expiresAt: Instant,
  { rules, now }: Situation,
): Chance {
  let at = now;
  let reason: HoldReason | undefined;
  // Caps may end in a quiet hour, and by its end others may hold.
  for (;;) {
    const allowed = nextSendTime(rules, campaign.name, channel, profile, at);
    if (allowed > at) reason ??= 'quiet';
    const free = capsAllowAt(messages, rules.sending.caps, channel, allowed);
    if (free > allowed) reason ??= 'capped';
    if (free === at || free > expiresAt) return { channel, at: free, reason };
    at = free;
  }
}

/** Drops the oldest where there are too many; what caps do not count goes first. That somebody cared for it is kept. */
function remember(state: CustomerState, requested: RequestedMessage): CustomerState {
  const messages = [...state.messages, requested];
  if (messages.length <= MESSAGES_KEPT) return { ...state, messages };
  const position = Math.max(
    0,
    messages.findIndex(({ isPromotional }) => !isPromotional),
  );
  const [dropped] = messages.splice(position, 1);
  const engagedAt = dropped && engagedWith(dropped);
  if (engagedAt === undefined) return { ...state, messages };
  return { ...state, messages, engagedAt: Math.max(state.engagedAt ?? engagedAt, engagedAt) };
}
