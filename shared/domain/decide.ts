import { enterCampaigns } from './campaign/enter-campaigns.ts';
import type { CompiledRules } from './compiled-rules.ts';
import type { CustomerState } from './customer/customer-state.ts';
import type { Fact } from './customer/fact.ts';
import type { Input } from './customer/input.ts';
import { placeOrder, refundOrder } from './customer/order-book.ts';
import { updateProfile } from './customer/profile.ts';
import { viewCustomer } from './customer/view-customer.ts';
import type { Instant } from './instant.ts';
import { type Classification, classify, nextClassChange } from './segment/classify.ts';
import { explainClass } from './segment/explain-classes.ts';
import { isSameScore } from './segment/rfm-score.ts';

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
 * `quietUntil`, where the caller knows it, is an instant before which nothing falls due; it only spares work.
 * Pure: no clock, no randomness, no I/O.
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

  const passed =
    known === undefined || now < quietUntil ? before : passTime(known, rules, now, quietUntil, facts);
  const changed = isTick ? passed : applyInput(passed, input, rules, now, facts);
  const isFirst = known === undefined && !isTick;
  const classified = classifyAnew(changed, rules, now, facts, isFirst);
  return {
    state: { ...classified.state, asOf: now },
    facts,
    dueAt: nextChange(classified, rules, now),
  };
}

interface Classified {
  readonly state: CustomerState;
  readonly classification: Classification;
}

/** Lives through every instant up to `now` at which time alone changes something; there is none before `quietUntil`. */
function passTime(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  quietUntil: Instant,
  facts: Fact[],
): CustomerState {
  let current = state;
  let instant: Instant | undefined = quietUntil;
  if (quietUntil <= state.asOf) {
    const classification = classify(state, rules, rules.counting, state.asOf);
    instant = nextChange({ state, classification }, rules, state.asOf);
  }
  while (instant !== undefined && instant <= now) {
    const classified = classifyAnew(current, rules, instant, facts, false);
    current = classified.state;
    instant = nextChange(classified, rules, instant);
  }
  return current;
}

const nextChange = (
  { state, classification }: Classified,
  rules: CompiledRules,
  now: Instant,
): Instant | undefined => nextClassChange(state, rules, rules.counting, classification, now);

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
  now: Instant,
  facts: Fact[],
  isFirst: boolean,
): Classified {
  const classification = classify(state, rules, rules.counting, now);
  const from = isFirst ? undefined : state.classes;
  const to = classification.classes;
  const { purchases } = classification;

  if (from?.stage !== to.stage)
    facts.push({
      kind: 'stage.changed',
      at: now,
      from: from?.stage ?? null,
      to: to.stage,
      why: explainClass.stage(purchases, now),
    });
  if (from?.tier !== to.tier)
    facts.push({
      kind: 'tier.changed',
      at: now,
      from: from?.tier ?? null,
      to: to.tier,
      why: explainClass.tier(purchases),
    });
  if (from?.frequency !== to.frequency)
    facts.push({
      kind: 'frequency.changed',
      at: now,
      from: from?.frequency ?? null,
      to: to.frequency,
      why: explainClass.frequency(purchases),
    });
  if (!isSameScore(from?.rfm, to.rfm))
    facts.push({
      kind: 'rfm.changed',
      at: now,
      from: from?.rfm ?? null,
      to: to.rfm ?? null,
      why: explainClass.rfm(purchases, now),
    });

  const moved = { ...state, classes: to };
  // A customer whom we meet for the first time has not moved: an imported past must not set off today's campaigns.
  if (from === undefined || from.stage === to.stage) return { state: moved, classification };
  const viewOf = (current: CustomerState) => viewCustomer(current, purchases, rules.minorUnits, now);
  const entered = enterCampaigns(moved, to.stage, rules.compiledCampaigns, viewOf, facts, now);
  return { state: entered, classification };
}
