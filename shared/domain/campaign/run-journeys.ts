import type { CustomerState, Journey } from '../customer/customer-state.ts';
import type { EventData, EventKind } from '../customer/event-data.ts';
import type { ExitReason } from '../customer/fact.ts';
import type { Instant } from '../instant.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import { enterCampaign } from './enter-campaign.ts';
import { resumesAt, wasStoppedSince } from './halts.ts';
import { momentOf, type Situation } from './situation.ts';
import { takeStep } from './take-step.ts';

/** When a journey goes on: its own instant, or the end of its campaign's pause; undefined while nobody has ended that. */
export const journeyGoesOnAt = (
  journey: Journey,
  { rules }: Pick<Situation, 'rules'>,
): Instant | undefined => {
  const name = rules.campaignsByName.get(journey.campaign)?.name ?? journey.campaign;
  return resumesAt(rules.controls, name, journey.until);
};

/** Takes every journey that may go on as far as it gets now: those of the highest priority first, then the oldest. */
export function runJourneys(state: CustomerState, situation: Situation): CustomerState {
  let current = state;
  for (;;) {
    const next = mostUrgent(current.journeys, situation);
    if (next === undefined) return current;
    current = takeUp(without(current, next), next, situation);
  }
}

/** Lets an event end the journeys that end with it, and take on those that wait for it. They are then ready, not yet run. */
export function tellJourneys(
  state: CustomerState,
  event: { readonly kind: EventKind; readonly data: EventData; readonly occurredAt: Instant },
  situation: Situation,
): CustomerState {
  let current = state;
  for (const journey of state.journeys) {
    const campaign = situation.rules.campaignsByName.get(journey.campaign);
    // What happened before the journey began is not what it waits for.
    if (campaign === undefined || journey.phase === 'booked' || event.occurredAt < journey.enteredAt)
      continue;
    const moment = momentOf(current, situation, journey, event.data);
    if (campaign.exitOn.some((pattern) => campaign.matches(pattern, event.kind, moment))) {
      current = leave(without(current, journey), journey, 'exit-event', situation);
      continue;
    }
    const step = campaign.stepsByName.get(journey.step);
    const isMet =
      journey.phase === 'waiting' &&
      step?.kind === 'wait' &&
      step.until === 'event' &&
      campaign.matches(step.pattern, event.kind, moment);
    if (isMet) current = goTo(without(current, journey), journey, step.onEvent, situation);
  }
  return current;
}

function mostUrgent(journeys: readonly Journey[], situation: Situation): Journey | undefined {
  const { rules, now } = situation;
  let best: { readonly journey: Journey; readonly priority: number } | undefined;
  for (const journey of journeys) {
    const at = journeyGoesOnAt(journey, situation);
    if (at === undefined || at > now) continue;
    const priority = rules.campaignsByName.get(journey.campaign)?.priority ?? 0;
    const isFirst = best === undefined || priority > best.priority;
    if (isFirst || (priority === best?.priority && journey.enteredAt < best.journey.enteredAt))
      best = { journey, priority };
  }
  return best?.journey;
}

/** Takes up one journey, which is no longer among those of the state. */
function takeUp(state: CustomerState, known: Journey, situation: Situation): CustomerState {
  const { rules, now } = situation;
  const campaign = rules.campaignsByName.get(known.campaign);
  if (campaign === undefined) return leave(state, known, 'campaign-removed', situation);
  const journey = known.campaign === campaign.name ? known : { ...known, campaign: campaign.name };
  if (journey.phase === 'booked') {
    const { occurrence, until } = journey;
    if (now - until <= campaign.staleAfterMs)
      return enterCampaign(state, campaign, { occurrence }, situation);
    const refused = { campaign: campaign.name, occurrence, reason: 'too-late', why: {} } as const;
    situation.facts.push({ kind: 'campaign.refused', at: now, ...refused });
    return state;
  }
  if (wasStoppedSince(rules.controls, campaign.name, journey.enteredAt, now))
    return leave(state, journey, 'stopped', situation);
  const step = campaign.stepsByName.get(journey.step);
  if (step === undefined) return leave(state, journey, 'step-removed', situation);
  // A wait is over; a message that was held back is tried again.
  if (journey.phase === 'waiting' && step.kind === 'wait') {
    if (
      campaign.exitWhen !== undefined &&
      campaign.holds(campaign.exitWhen, momentOf(state, situation, journey))
    )
      return leave(state, journey, 'exit-condition', situation);
    return walk(state, { ...journey, phase: 'ready' }, campaign, step.next, situation);
  }
  return walk(state, journey, campaign, step.name, situation);
}

/** Takes step after step, until one waits or none is left. */
function walk(
  state: CustomerState,
  journey: Journey,
  campaign: CompiledCampaign,
  from: string | undefined,
  situation: Situation,
): CustomerState {
  let current = state;
  let standing = journey;
  let name = from;
  while (name !== undefined) {
    const step = campaign.stepsByName.get(name);
    if (step === undefined) return leave(current, standing, 'step-removed', situation);
    standing = { ...standing, step: name };
    const moment = momentOf(current, situation, standing);
    if (campaign.exitWhen !== undefined && campaign.holds(campaign.exitWhen, moment))
      return leave(current, standing, 'exit-condition', situation);
    if (!campaign.holds(step.only, moment)) {
      standing = settled(standing);
      name = step.next;
      continue;
    }
    const taken = takeStep(current, standing, campaign, step, situation);
    if (taken.status === 'waits')
      return withJourney(current, { ...standing, ...taken.stand, phase: 'waiting' });
    if (taken.status === 'leaves') return leave(current, standing, 'exit-step', situation);
    current = taken.state;
    standing = settled(standing);
    name = taken.next;
  }
  return leave(current, standing, 'finished', situation);
}

/** The journey stands at a step, or is at its end, and goes on by itself at once, unless its campaign is paused. */
function goTo(
  state: CustomerState,
  journey: Journey,
  step: string | undefined,
  situation: Situation,
): CustomerState {
  if (step === undefined) return leave(state, journey, 'finished', situation);
  return withJourney(state, { ...settled(journey), step, phase: 'ready', until: situation.now });
}

/** No message is at hand any more. */
function settled(journey: Journey): Journey {
  const { held: _, ...rest } = journey;
  return { ...rest, phase: 'ready' };
}

const withJourney = (state: CustomerState, journey: Journey): CustomerState => ({
  ...state,
  journeys: [...state.journeys, journey],
});

const without = (state: CustomerState, journey: Journey): CustomerState => ({
  ...state,
  journeys: state.journeys.filter((other) => other !== journey),
});

function leave(
  state: CustomerState,
  { campaign, occurrence, step, phase }: Journey,
  reason: ExitReason,
  { now, facts }: Situation,
): CustomerState {
  // Who was only booked has not entered.
  if (phase === 'booked') return state;
  const at = reason === 'finished' ? {} : { step };
  facts.push({ kind: 'campaign.exited', at: now, campaign, occurrence, ...at, reason });
  return state;
}
