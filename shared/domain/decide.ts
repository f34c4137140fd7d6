import { attributeOrder } from './campaign/attribute-order.ts';
import { nextDatedStart } from './campaign/dated-occurrences.ts';
import { askToConfirm, holdUnconfirmed } from './campaign/double-opt-in.ts';
import { type Happening, isFresh, liveCampaigns, nextCampaignInstant } from './campaign/live-campaigns.ts';
import { type CompiledRules, nextEpoch, type RulesInForce, rulesAt, rulesBefore } from './compiled-rules.ts';
import type { CustomerState } from './customer/customer-state.ts';
import { engage } from './customer/engagement.ts';
import { eventData } from './customer/event-data.ts';
import type { Fact } from './customer/fact.ts';
import type { CustomerUpdated, Input } from './customer/input.ts';
import { changeCases } from './customer/open-cases.ts';
import { placeOrder, refundOrder } from './customer/order-book.ts';
import { updateProfile } from './customer/profile.ts';
import { failAddress, restoreAddress, suppressAddress } from './customer/suppressed-address.ts';
import { viewCustomer } from './customer/view-customer.ts';
import { DAY_MS, earlier, type Instant } from './instant.ts';
import { explainMembership } from './segment/explain-membership.ts';
import { summarizePurchases } from './segment/purchase-summary.ts';
import { nextOwnChange, type Standing, standingAt, steadyStanding } from './segment/standing.ts';
import { stateClassChanges, stateMoves } from './segment/state-class-changes.ts';

export interface Decision {
  readonly state: CustomerState;
  /** What became true, in order. */
  readonly facts: readonly Fact[];
  /** The first instant at which a tick would change anything; undefined where time alone never will. */
  readonly dueAt: Instant | undefined;
  /** Before this instant time alone changes neither classes nor segments, by the rules that hold; infinity where it never will. */
  readonly steadyUntil: Instant;
}

/** What was said of the time after a decision, by the rules that held then. */
export interface Foreseen {
  /** Before this instant nothing falls due. */
  readonly quietUntil: Instant;
  /** As in the decision. */
  readonly steadyUntil?: Instant;
}

const UNFORESEEN: Foreseen = { quietUntil: Number.NEGATIVE_INFINITY };

/** A customer of whom nothing is known yet. */
export const unknownCustomer = (customerId: string): CustomerState => ({
  customerId,
  asOf: 0,
  orders: [],
  earlyRefunds: {},
  classes: { stage: 'prospect', tier: 'tail', frequency: 'low' },
  segments: [],
  profile: { attributes: {} },
  consents: {},
  reachable: {},
  messages: [],
  journeys: [],
  entries: {},
  exposures: [],
  openCases: [],
});

/**
 * The customer state machine. First time passes, instant by instant, up to `now`; then the input happens. So it does not
 * matter how late a tick comes, or whether it comes at all before the next input: the states and facts are the same.
 *
 * `acceptedAt` is when the input was accepted; the decision is never as of an instant before the one before it.
 * `foreseen`, where the caller knows it, is what the decision that led to the state, or the due index, said of the time after it; it
 * only spares work. Pure: no clock, no randomness, no I/O.
 */
export function decide(
  customerId: string,
  known: CustomerState | undefined,
  input: Input,
  rules: CompiledRules,
  acceptedAt: Instant,
  foreseen: Foreseen = UNFORESEEN,
): Decision {
  const facts: Fact[] = [];
  const isTick = input.kind === 'tick';
  const before = known ?? unknownCustomer(customerId);
  const now = Math.max(acceptedAt, before.asOf, isTick ? 0 : input.occurredAt);

  const passed = known === undefined ? undefined : passTime(known, rules, now, foreseen, facts);
  if (isTick && passed?.standing?.at === now)
    return conclude(passed.state, passed.standing, rules, facts, now);
  const current = passed?.state ?? before;
  const stated = facts.length;
  const changed = isTick ? current : applyInput(current, input, rules, now, facts);
  const happening = isTick ? undefined : happeningOf(input, facts.slice(stated));
  const occasion = {
    cause: causeOf(known, input, now),
    ...(known === undefined && { isMeeting: true }),
    ...(happening !== undefined && { happening }),
  };
  const lived = liveAt(changed, rules, rulesAt(rules, now), now, facts, occasion);
  return conclude(lived.state, lived.standing, rules, facts, now);
}

const conclude = (
  state: CustomerState,
  standing: Standing,
  rules: CompiledRules,
  facts: readonly Fact[],
  now: Instant,
): Decision => {
  const { dueAt, steadyUntil } = lookAhead(state, standing, rules);
  return {
    state: { ...state, asOf: now },
    facts,
    dueAt: earlier(dueAt, nextEpoch(rules, now)),
    steadyUntil,
  };
};

/** The first instant at which time alone, or a journey, changes anything about a customer who stands so. */
export const nextDue = (
  state: CustomerState,
  standing: Standing,
  rules: CompiledRules,
): Instant | undefined => lookAhead(state, standing, rules).dueAt;

/**
 * Why a customer is looked at: they are met for the first time by an event of the past, they or time moved on, or the shop's rules
 * did. Only what life brings sets off campaigns: neither an imported past nor a new threshold may mail everybody whom it
 * concerns.
 */
type Cause = 'import' | 'life' | 'rules';

function causeOf(known: CustomerState | undefined, input: Input, now: Instant): Cause {
  if (input.kind === 'tick') return input.isRecheck ? 'rules' : 'life';
  return known !== undefined || isFresh(input.occurredAt, now) ? 'life' : 'import';
}

/** The event as campaigns are told of it; undefined where it only repeats what is known. */
function happeningOf(
  input: Exclude<Input, { kind: 'tick' }>,
  stated: readonly Fact[],
): Happening | undefined {
  if (input.kind === 'order.placed' && !stated.some(({ kind }) => kind === 'order.counted')) return undefined;
  const { id, kind, occurredAt } = input;
  return { id, kind, occurredAt, data: eventData(input) };
}

interface Lived {
  readonly state: CustomerState;
  readonly standing: Standing;
}

/** Lives through every instant up to `now` at which time alone, a campaign, or a new calibration, changes something. */
function passTime(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  { quietUntil, steadyUntil = Number.NEGATIVE_INFINITY }: Foreseen,
  facts: Fact[],
): { readonly state: CustomerState; readonly standing?: Standing } {
  let current: { readonly state: CustomerState; readonly standing?: Standing } = { state };
  let asOf = state.asOf;
  let ahead: { readonly dueAt: Instant | undefined; readonly steadyUntil: Instant } =
    quietUntil <= asOf
      ? lookAhead(state, standingAt(state, rules, asOf), rules)
      : { dueAt: quietUntil, steadyUntil };
  for (;;) {
    const { dueAt } = ahead;
    const epochAt = nextEpoch(rules, asOf);
    const datedAt = nextDatedStart(rules, asOf, earlier(dueAt, now) ?? now);
    const wakesAt = earlier(dueAt, datedAt);
    const instant = earlier(wakesAt, epochAt);
    if (instant === undefined || instant > now) return current;
    asOf = instant;
    const isEpoch = instant === epochAt;
    const isSteady = !isEpoch && instant < ahead.steadyUntil;
    const standingOf = (of: CustomerState) =>
      isSteady ? steadyStanding(of, rules, instant, ahead.steadyUntil) : undefined;
    if (!isEpoch && instant !== dueAt) {
      // Most dated campaigns concern few: nothing else happens then.
      const dated = startDated(current.state, rules, instant, facts);
      if (dated === current.state) continue;
      // An attribute that one has set may be what a segment asks for.
      const isSame = dated.profile === current.state.profile;
      current = isSame
        ? { state: dated, standing: standingOf(dated) ?? standingAt(dated, rules, instant) }
        : liveAt(dated, rules, rulesAt(rules, instant), instant, facts, { cause: 'life' });
    } else {
      // What falls due at the very instant of a calibration does so by the rules that held.
      if (instant === wakesAt) {
        const held = isEpoch ? rulesBefore(rules, instant) : rulesAt(rules, instant);
        const occasion = { cause: 'life', isDue: true } as const;
        current = liveAt(current.state, rules, held, instant, facts, occasion, standingOf(current.state));
      }
      if (isEpoch)
        current = liveAt(current.state, rules, rulesAt(rules, instant), instant, facts, { cause: 'rules' });
    }
    if (current.standing !== undefined) ahead = lookAhead(current.state, current.standing, rules);
  }
}

function lookAhead(state: CustomerState, standing: Standing, rules: CompiledRules) {
  const ownAt = nextOwnChange(state, standing, rules);
  const dueAt = earlier(ownAt, nextCampaignInstant(state, rules, standing.at));
  return { dueAt, steadyUntil: ownAt ?? Number.POSITIVE_INFINITY };
}

/** What the dated campaigns that start at an instant do to a customer whose classes stay as they are. */
function startDated(state: CustomerState, rules: CompiledRules, now: Instant, facts: Fact[]): CustomerState {
  const inForce = rulesAt(rules, now);
  const purchases = summarizePurchases(state, now - inForce.tiers.windowDays * DAY_MS, rules.counting);
  const viewOf = (current: CustomerState) => viewCustomer(current, purchases, inForce, now);
  return liveCampaigns(state, { isDue: true }, { rules, now, viewOf, facts });
}

function applyInput(
  state: CustomerState,
  input: Exclude<Input, { kind: 'tick' }>,
  rules: CompiledRules,
  now: Instant,
  facts: Fact[],
): CustomerState {
  switch (input.kind) {
    case 'order.placed': {
      const placed = placeOrder(state, input, rules.counting, facts, now);
      const isNew = facts.some(({ kind }) => kind === 'order.counted');
      return isNew
        ? attributeOrder(placed, { ...input, at: input.occurredAt }, { rules, now, facts })
        : placed;
    }
    case 'order.refunded':
      return refundOrder(state, input, facts, now);
    case 'customer.updated':
      return updateCustomer(state, input, rules, now, facts);
    case 'case.opened':
    case 'case.closed':
      return changeCases(state, input, facts, now);
    case 'message.opened':
    case 'message.clicked':
      return engage(state, input, facts, now);
    case 'address.suppressed':
      return suppressAddress(state, input, facts, now);
    case 'address.failed':
      return failAddress(state, input, facts, now);
    case 'cart.abandoned':
    case 'invoice.issued':
    case 'invoice.paid':
      return state;
  }
}

function updateCustomer(
  state: CustomerState,
  input: CustomerUpdated,
  { consent }: CompiledRules,
  now: Instant,
  facts: Fact[],
): CustomerState {
  const doubleOptIn = consent?.doubleOptIn;
  const held = holdUnconfirmed(input, doubleOptIn);
  const updated = restoreAddress(updateProfile(state, held, facts, now), held, facts, now);
  askToConfirm(state, updated, held, { doubleOptIn, now, facts });
  return updated;
}

interface Occasion {
  readonly cause: Cause;
  /** Nothing was known of the customer before. */
  readonly isMeeting?: boolean;
  /** Time alone has come to this instant: what is dated by it sets off. */
  readonly isDue?: boolean;
  readonly happening?: Happening;
}

/** A campaign may set an attribute that a segment asks for, which may set off another. */
const MOST_ROUNDS = 3;

/** Classifies as of `now`, unless it is known how the customer stands, states each change as a fact, and lets campaigns do what they do at that instant. */
function liveAt(
  state: CustomerState,
  rules: CompiledRules,
  inForce: RulesInForce,
  now: Instant,
  facts: Fact[],
  { cause, isMeeting = false, isDue = false, happening }: Occasion,
  known?: Standing,
  round = 1,
): Lived {
  const standing = known ?? standingAt(state, rules, now, inForce);
  const { classes, purchases } = standing.classification;
  const from = isMeeting ? undefined : state;
  const grounds = { state, purchases, rules: inForce, counting: rules.counting };
  stateClassChanges(from?.classes, classes, grounds, facts, now);
  const moved = { ...state, classes, segments: standing.segments };
  const viewOf = (current: CustomerState) => viewCustomer(current, purchases, inForce, now);
  const whyOf = (segment: string) => explainMembership(rules.compiledSegments, segment, viewOf(moved));
  stateMoves(state.segments, standing.segments, whyOf, facts, now);
  if (cause === 'import') return { state: moved, standing };

  const occasion = {
    isDue,
    ...(cause === 'life' && { moved: { from } }),
    ...(happening !== undefined && { happening }),
  };
  const lived = liveCampaigns(moved, occasion, { rules, now, viewOf, facts });
  if (lived.profile === moved.profile || round === MOST_ROUNDS) return { state: lived, standing };
  return liveAt(lived, rules, inForce, now, facts, { cause: 'life' }, undefined, round + 1);
}
