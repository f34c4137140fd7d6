import type { CompiledRules } from '../compiled-rules.ts';
import type { CustomerState, Journey } from '../customer/customer-state.ts';
import { customerZone } from '../customer/customer-zone.ts';
import type { EventData, EventKind } from '../customer/event-data.ts';
import { DAY_MS, earlier, type Instant } from '../instant.ts';
import { rfmKey } from '../segment/rfm-score.ts';
import { isSameStandpoint, type Standpoint } from '../segment/standpoint.ts';
import { nextCampaignAnniversary } from './campaign-anniversaries.ts';
import type { ClassTrigger } from './campaign-rules.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import { campaignsStartingAt } from './dated-occurrences.ts';
import { type Entrance, enterCampaign, mayEnter, occurrenceAt, occurrenceOfEvent } from './enter-campaign.ts';
import { isPublishedAt } from './halts.ts';
import { journeyGoesOnAt, runJourneys, tellJourneys } from './run-journeys.ts';
import { momentOf, type Situation } from './situation.ts';

/** An event that came later than this after it happened sets off no campaign any more. */
const FRESH_MS = DAY_MS;

/** An event that has just been taken in. */
export interface Happening {
  readonly id: string;
  readonly kind: EventKind;
  readonly data: EventData;
  readonly occurredAt: Instant;
}

interface Occasion {
  /** Time alone has come to this instant: dated campaigns and anniversaries set off. Not so for what arrives later at the same instant. */
  readonly isDue: boolean;
  /** Where the customer stood before; undefined for one who is met for the first time, absent where nothing moved by itself. */
  readonly moved?: { readonly from: Standpoint | undefined };
  readonly happening?: Happening;
}

/** What of the past may still set off campaigns. */
export const isFresh = (occurredAt: Instant, now: Instant): boolean => now - occurredAt < FRESH_MS;

/** Everything that campaigns do to a customer at one instant: who is told of an event goes on, who is met by a trigger enters, whose time has come is taken further. */
export function liveCampaigns(
  state: CustomerState,
  { isDue, moved, happening }: Occasion,
  situation: Situation,
): CustomerState {
  const { rules } = situation;
  let current = happening === undefined ? state : tellJourneys(state, happening, situation);
  if (isDue) current = letInByDate(current, situation);
  if (moved !== undefined && (moved.from === undefined || !isSameStandpoint(moved.from, current))) {
    for (const campaign of rules.classCampaigns)
      current = letInByMove(current, campaign, moved.from, situation);
  }
  if (happening !== undefined) {
    const named = { ...happening, occurrence: occurrenceOfEvent(situation.now, happening.id) };
    for (const campaign of rules.eventCampaigns) current = letInByEvent(current, campaign, named, situation);
  }
  return current.journeys.length === 0 ? current : runJourneys(current, situation);
}

/** The first instant after `after` at which a journey goes on, or an anniversary comes, by itself. */
export function nextCampaignInstant(
  state: CustomerState,
  rules: CompiledRules,
  after: Instant,
): Instant | undefined {
  let next: Instant | undefined;
  for (const journey of state.journeys) {
    const at = journeyGoesOnAt(journey, { rules });
    if (at !== undefined && at > after) next = earlier(next, at);
  }
  for (const campaign of rules.anniversaryCampaigns) {
    const at = nextCampaignAnniversary(state, campaign, { rules }, after);
    if (at !== undefined && isPublishedAt(rules.controls, campaign.name, at)) next = earlier(next, at);
  }
  return next;
}

function letInByDate(state: CustomerState, situation: Situation): CustomerState {
  const { rules, now } = situation;
  let current = state;
  for (const campaign of campaignsStartingAt(rules, now)) current = letInDated(current, campaign, situation);
  for (const campaign of rules.anniversaryCampaigns) {
    if (nextCampaignAnniversary(current, campaign, situation, now - 1) === now)
      current = enterCampaign(current, campaign, { occurrence: occurrenceAt(now) }, situation);
  }
  return current;
}

function letInByMove(
  state: CustomerState,
  campaign: CompiledCampaign,
  from: Standpoint | undefined,
  situation: Situation,
): CustomerState {
  const { trigger } = campaign;
  if (trigger.kind !== 'enters' && trigger.kind !== 'leaves') return state;
  if (!isMet(trigger, from, state, situation.rules)) return state;
  return enterCampaign(state, campaign, { occurrence: occurrenceAt(situation.now) }, situation);
}

function letInByEvent(
  state: CustomerState,
  campaign: CompiledCampaign,
  { kind, data: entry, occurredAt, occurrence }: Happening & Pick<Entrance, 'occurrence'>,
  situation: Situation,
): CustomerState {
  const { now, facts, rules } = situation;
  const { trigger } = campaign;
  if (trigger.kind !== 'event') return state;
  if (!campaign.matches(trigger, kind, momentOf(state, situation, { entry }, entry))) return state;
  const happenedAt = Math.min(occurredAt, now);
  if (isFresh(occurredAt, now))
    return enterCampaign(state, campaign, { occurrence, entry, happenedAt }, situation);
  if (isPublishedAt(rules.controls, campaign.name, now))
    facts.push({
      kind: 'campaign.refused',
      at: now,
      campaign: campaign.name,
      occurrence,
      reason: 'too-late',
      why: { occurredAt: new Date(occurredAt).toISOString() },
    });
  return state;
}

/** Those who are in the audience as the occurrence starts enter, or are booked until its local time comes. Of others nothing is said. */
function letInDated(state: CustomerState, campaign: CompiledCampaign, situation: Situation): CustomerState {
  const { dated, trigger, name } = campaign;
  const { rules, now } = situation;
  if (dated === undefined) return state;
  if (trigger.kind === 'enters' && !isIn(trigger, state, rules)) return state;
  if (!campaign.holds(campaign.audience, momentOf(state, situation)) || !mayEnter(state, campaign, now))
    return state;
  const occurrence = dated.occurrenceOf(now);
  const until = dated.comesAt(now, customerZone(state.profile, rules.shop));
  if (until <= now) return enterCampaign(state, campaign, { occurrence }, situation);
  const step = campaign.steps[0]?.name ?? '';
  const booking: Journey = { campaign: name, occurrence, enteredAt: now, phase: 'booked', step, until };
  return { ...state, journeys: [...state.journeys, booking] };
}

/** Whether the customer has moved into, or out of, what the trigger waits for. */
function isMet(
  trigger: ClassTrigger & { readonly kind: 'enters' | 'leaves' },
  from: Standpoint | undefined,
  to: Standpoint,
  rules: CompiledRules,
): boolean {
  const wasIn = from !== undefined && isIn(trigger, from, rules);
  return trigger.kind === 'enters' ? !wasIn && isIn(trigger, to, rules) : wasIn && !isIn(trigger, to, rules);
}

function isIn(
  { what, name }: ClassTrigger,
  { classes, segments }: Standpoint,
  rules: CompiledRules,
): boolean {
  switch (what) {
    case 'stage':
      return classes.stage === name;
    case 'tier':
      return classes.tier === name;
    case 'segment':
      return segments.includes(name);
    case 'group':
      return classes.rfm !== undefined && rules.rfmGroups.get(rfmKey(classes.rfm)) === name;
  }
}
