import type { CustomerState, Exposure, Journey } from '../customer/customer-state.ts';
import type { EventData } from '../customer/event-data.ts';
import { evidenceOf } from '../customer/evidence-of.ts';
import type { RefusalReason, Why } from '../customer/fact.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import { haltAt, isPublishedAt } from './halts.ts';
import { momentOf, type Situation } from './situation.ts';
import { pickShare, stableShare } from './stable-share.ts';

/** Journeys of one customer under way at once. */
const MOST_JOURNEYS = 20;
const MOST_EXPOSURES = 20;
/** Campaigns whose last entry is remembered. */
const MOST_ENTRIES = 100;

/** What the trigger says of an entry. */
export interface Entrance {
  readonly occurrence: string;
  /** When the event happened, where it was one. */
  readonly happenedAt?: Instant;
  readonly entry?: EventData;
}

/**
 * Lets a customer, whom the trigger has met, into a campaign, unless something speaks against it; either is stated as a fact.
 * The journey is then ready for its first step.
 */
export function enterCampaign(
  state: CustomerState,
  campaign: CompiledCampaign,
  entrance: Entrance,
  situation: Situation,
): CustomerState {
  const { rules, now, facts } = situation;
  const { name } = campaign;
  const { occurrence, entry, happenedAt = now } = entrance;
  if (!isPublishedAt(rules.controls, name, now)) return state;
  const refusal = whyRefused(state, campaign, entrance, situation);
  if (refusal !== undefined) {
    facts.push({ kind: 'campaign.refused', at: now, campaign: name, occurrence, ...refusal });
    return state;
  }
  const entered = { ...state, entries: withEntry(state.entries, campaign, now) };
  const group = comparisonGroup(campaign, state.customerId, situation);
  if (group !== undefined) {
    facts.push({ kind: 'campaign.held-out', at: now, campaign: name, occurrence, group });
    return expose(entered, campaign, occurrence, group, now);
  }
  const variant = variantOf(campaign, state.customerId, situation)?.name;
  const named = variant !== undefined && { variant };
  facts.push({ kind: 'campaign.entered', at: now, campaign: name, occurrence, ...named });
  const journey: Journey = {
    campaign: name,
    occurrence,
    enteredAt: happenedAt,
    phase: 'ready',
    step: campaign.steps[0]?.name ?? '',
    until: now,
    ...named,
    ...(entry !== undefined && { entry }),
  };
  const exposed = expose(entered, campaign, occurrence, variant ?? 'all', now);
  return { ...exposed, journeys: [...exposed.journeys, journey] };
}

/** Whether a customer may enter as far as earlier entries and journeys under way are concerned. */
export function mayEnter(
  state: CustomerState,
  { name, formerNames, reentry }: CompiledCampaign,
  now: Instant,
): boolean {
  if (reentry.kind === 'always') return true;
  const names = [name, ...formerNames];
  if (state.journeys.some(({ campaign, phase }) => phase !== 'booked' && names.includes(campaign)))
    return false;
  const last = Math.max(...names.map((each) => state.entries[each] ?? Number.NEGATIVE_INFINITY));
  return reentry.kind === 'once' ? last === Number.NEGATIVE_INFINITY : now - last >= reentry.days * DAY_MS;
}

function whyRefused(
  state: CustomerState,
  campaign: CompiledCampaign,
  { entry }: Entrance,
  situation: Situation,
): { readonly reason: RefusalReason; readonly why: Why } | undefined {
  const { rules, now, viewOf } = situation;
  const halt = haltAt(rules.controls, campaign.name, now);
  if (halt !== undefined) return { reason: halt.kind, why: {} };
  const moment = momentOf(state, situation, entry === undefined ? {} : { entry });
  if (!campaign.holds(campaign.audience, moment))
    return { reason: 'not-in-audience', why: evidenceOf(campaign.audienceVariables, viewOf(state)) };
  if (!mayEnter(state, campaign, now)) return { reason: 're-entry', why: {} };
  if (state.journeys.length >= MOST_JOURNEYS) return { reason: 'too-many-journeys', why: {} };
  return undefined;
}

/** The group that a customer is kept out with, always the same; undefined where they are not. */
function comparisonGroup(
  { purpose, drawName, holdoutPercent }: CompiledCampaign,
  customerId: string,
  { rules }: Situation,
): 'control' | 'holdout' | undefined {
  if (purpose === 'transactional') return undefined;
  const { salt, controlPercent } = rules.experiments;
  if (stableShare(salt, 'control', customerId) * 100 < controlPercent) return 'control';
  return stableShare(salt, 'holdout', drawName, customerId) * 100 < holdoutPercent ? 'holdout' : undefined;
}

const variantOf = ({ variants, drawName }: CompiledCampaign, customerId: string, { rules }: Situation) =>
  pickShare(stableShare(rules.experiments.salt, 'variant', drawName, customerId), variants);

function expose(
  state: CustomerState,
  { name, conversionDays, purpose }: CompiledCampaign,
  occurrence: string,
  arm: string,
  now: Instant,
): CustomerState {
  if (purpose === 'transactional') return state;
  const until = now + conversionDays * DAY_MS;
  const exposure: Exposure = { campaign: name, occurrence, arm, at: now, until, orders: 0, valueMinor: 0 };
  return { ...state, exposures: [...state.exposures, exposure].slice(-MOST_EXPOSURES) };
}

function withEntry(
  entries: CustomerState['entries'],
  { name, formerNames }: CompiledCampaign,
  now: Instant,
): CustomerState['entries'] {
  const next: Record<string, Instant> = { ...entries, [name]: now };
  for (const former of formerNames) delete next[former];
  if (Object.keys(next).length <= MOST_ENTRIES) return next;
  const oldestFirst = Object.entries(next).sort(([, a], [, b]) => a - b);
  return Object.fromEntries(oldestFirst.slice(-MOST_ENTRIES));
}

/** Several campaigns are often entered at one instant. */
let latest: { readonly now: Instant; readonly occurrence: string } | undefined;

/** Names an entry by its instant, to the second: `1998-03-04T00:00:00Z`. */
export function occurrenceAt(now: Instant): string {
  if (latest?.now !== now) latest = { now, occurrence: `${new Date(now).toISOString().slice(0, 19)}Z` };
  return latest.occurrence;
}

/** Names an entry by its instant and the event that set it off, since two may arrive in one second. */
export const occurrenceOfEvent = (now: Instant, eventId: string): string =>
  `${occurrenceAt(now)}-${Math.floor(stableShare(eventId) * 2 ** 32)
    .toString(16)
    .padStart(8, '0')}`;
