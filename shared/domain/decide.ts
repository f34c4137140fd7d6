import { enterCampaigns } from './campaign/enter-campaigns.ts';
import { type CompiledRules, nextEpoch, type RulesInForce, rulesAt, rulesBefore } from './compiled-rules.ts';
import type { CustomerState } from './customer/customer-state.ts';
import type { Fact } from './customer/fact.ts';
import type { Input } from './customer/input.ts';
import { placeOrder, refundOrder } from './customer/order-book.ts';
import { updateProfile } from './customer/profile.ts';
import { viewCustomer } from './customer/view-customer.ts';
import { earlier, type Instant } from './instant.ts';
import { explainMembership } from './segment/explain-membership.ts';
import { nextOwnChange, type Standing, standingAt } from './segment/standing.ts';
import { stateClassChanges, stateMoves } from './segment/state-class-changes.ts';

export interface Decision {
  readonly state: CustomerState;
  /** What became true, in order. */
  readonly facts: readonly Fact[];
  /** The first instant at which a tick would change anything; undefined where time alone never will. */
  readonly dueAt: Instant | undefined;
}

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
});

/**
 * The customer state machine. First time passes, instant by instant, up to `now`; then the input happens. So it does not
 * matter how late a tick comes, or whether it comes at all before the next input: the states and facts are the same.
 *
 * `acceptedAt` is when the input was accepted; the decision is never as of an instant before the one before it.
 * `quietUntil`, where the caller knows it, is an instant before which nothing falls due by the rules that held when the state
 * was decided; it only spares work. Pure: no clock, no randomness, no I/O.
 */
export function decide(
  customerId: string,
  known: CustomerState | undefined,
  input: Input,
  rules: CompiledRules,
  acceptedAt: Instant,
  quietUntil: Instant = Number.NEGATIVE_INFINITY,
): Decision {
  const facts: Fact[] = [];
  const isTick = input.kind === 'tick';
  const before = known ?? unknownCustomer(customerId);
  const now = Math.max(acceptedAt, before.asOf, isTick ? 0 : input.occurredAt);

  const passed = known === undefined ? undefined : passTime(known, rules, now, quietUntil, facts);
  if (isTick && passed?.standing?.at === now)
    return conclude(passed.state, passed.standing, rules, facts, now);
  const current = passed?.state ?? before;
  const changed = isTick ? current : applyInput(current, input, rules, now, facts);
  const cause = known === undefined && !isTick ? 'meeting' : isTick && input.isRecheck ? 'rules' : 'life';
  const { state, standing } = classifyAnew(changed, rules, rulesAt(rules, now), now, facts, cause);
  return conclude(state, standing, rules, facts, now);
}

const conclude = (
  state: CustomerState,
  standing: Standing,
  rules: CompiledRules,
  facts: readonly Fact[],
  now: Instant,
): Decision => ({
  state: { ...state, asOf: now },
  facts,
  dueAt: earlier(nextOwnChange(state, standing, rules), nextEpoch(rules, now)),
});

/**
 * Why a customer is classified anew: they are met for the first time, they or time moved on, or the shop's rules did. Only
 * what life brings sets off campaigns: neither an imported past nor a new threshold may mail everybody whom it concerns.
 */
type Cause = 'meeting' | 'life' | 'rules';

interface Classified {
  readonly state: CustomerState;
  readonly standing: Standing;
}

/** Lives through every instant up to `now` at which time alone, or a new calibration, changes something. */
function passTime(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  quietUntil: Instant,
  facts: Fact[],
): { readonly state: CustomerState; readonly standing?: Standing } {
  let current: { readonly state: CustomerState; readonly standing?: Standing } = { state };
  let asOf = state.asOf;
  let dueAt: Instant | undefined = quietUntil;
  if (quietUntil <= asOf) dueAt = nextOwnChange(state, standingAt(state, rules, asOf), rules);
  for (;;) {
    const epochAt = nextEpoch(rules, asOf);
    const instant = earlier(dueAt, epochAt);
    if (instant === undefined || instant > now) return current;
    const isEpoch = instant === epochAt;
    // What falls due at the very instant of a calibration does so by the rules that held.
    if (instant === dueAt) {
      const held = isEpoch ? rulesBefore(rules, instant) : rulesAt(rules, instant);
      current = classifyAnew(current.state, rules, held, instant, facts, 'life');
    }
    if (isEpoch)
      current = classifyAnew(current.state, rules, rulesAt(rules, instant), instant, facts, 'rules');
    asOf = instant;
    dueAt = current.standing && nextOwnChange(current.state, current.standing, rules);
  }
}

function applyInput(
  state: CustomerState,
  input: Exclude<Input, { kind: 'tick' }>,
  rules: CompiledRules,
  now: Instant,
  facts: Fact[],
): CustomerState {
  switch (input.kind) {
    case 'order.placed':
      return placeOrder(state, input, rules.counting, facts, now);
    case 'order.refunded':
      return refundOrder(state, input, facts, now);
    case 'customer.updated':
      return updateProfile(state, input, facts, now);
  }
}

/** Classifies as of `now`, states each change as a fact, and lets campaigns follow a change of stage. */
function classifyAnew(
  state: CustomerState,
  rules: CompiledRules,
  inForce: RulesInForce,
  now: Instant,
  facts: Fact[],
  cause: Cause,
): Classified {
  const standing = standingAt(state, rules, now, inForce);
  const { classes, purchases } = standing.classification;
  const from = cause === 'meeting' ? undefined : state.classes;
  const grounds = { state, purchases, rules: inForce, counting: rules.counting };
  stateClassChanges(from, classes, grounds, facts, now);
  const moved = { ...state, classes, segments: standing.segments };
  const whyOf = (segment: string) =>
    explainMembership(rules.compiledSegments, segment, viewCustomer(moved, purchases, inForce, now));
  stateMoves(state.segments, standing.segments, whyOf, facts, now);

  if (cause !== 'life' || from?.stage === classes.stage) return { state: moved, standing };
  const viewOf = (current: CustomerState) => viewCustomer(current, purchases, inForce, now);
  const entered = enterCampaigns(moved, classes.stage, rules.compiledCampaigns, viewOf, facts, now);
  return { state: entered, standing };
}
