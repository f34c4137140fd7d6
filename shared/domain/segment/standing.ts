import { type CompiledRules, type RulesInForce, rulesAt } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import { viewCustomer } from '../customer/view-customer.ts';
import { DAY_MS, earlier, type Instant } from '../instant.ts';
import type { Classes } from './classes.ts';
import { type Classification, classify } from './classify.ts';
import { memberships } from './memberships.ts';
import { nextMembershipChange, type SegmentMoment } from './next-membership-change.ts';
import { summarizePurchases } from './purchase-summary.ts';
import { isSameScore } from './rfm-score.ts';
import { windowExits } from './value-tier.ts';

/** How a customer stands at an instant. */
export interface Standing {
  readonly at: Instant;
  readonly classification: Classification;
  /** The shop's own segments that the customer is in, in the order of the alphabet. */
  readonly segments: readonly string[];
  /** Where it is known: the first instant at which time alone changes classes or segments; infinity where it never will. */
  readonly steadyUntil?: Instant;
}

/** How a customer stands at `now`, by the rules that hold then or others: what the state says of classes and segments does not matter. */
export function standingAt(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  inForce = rulesAt(rules, now),
): Standing {
  const classification = classify(state, inForce, rules.counting, now);
  const { viewAt } = momentOf(state, classification, rules, inForce, now);
  return {
    at: now,
    classification,
    segments: memberships(rules.compiledSegments, (members) => viewAt(now, members)),
  };
}

/** How a customer stands at an instant before which, by the same rules, time alone changes neither classes nor segments: those of the state. */
export function steadyStanding(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  steadyUntil: Instant,
): Standing {
  const { tiers } = rulesAt(rules, now);
  const purchases = summarizePurchases(state, now - tiers.windowDays * DAY_MS, rules.counting);
  const { classes, segments } = state;
  return { at: now, classification: { classes, purchases, nextChange: steadyUntil }, segments, steadyUntil };
}

/** The first instant at which time alone changes how the customer stands, by the rules that hold then; undefined where it never will. */
export function nextOwnChange(
  state: CustomerState,
  { at, classification, segments, steadyUntil }: Standing,
  rules: CompiledRules,
): Instant | undefined {
  if (steadyUntil !== undefined) return Number.isFinite(steadyUntil) ? steadyUntil : undefined;
  const next = classification.nextChange;
  const moment = momentOf(state, classification, rules, rulesAt(rules, at), at);
  return earlier(next, nextMembershipChange(rules.compiledSegments, segments, moment, at, next));
}

/** Whether the state says of the customer's classes and segments what is true of them. */
export const isTrueOf = ({ classes, segments }: CustomerState, standing: Standing): boolean =>
  isSameClasses(classes, standing.classification.classes) &&
  segments.length === standing.segments.length &&
  segments.every((name, position) => name === standing.segments[position]);

const isSameClasses = (one: Classes, other: Classes): boolean =>
  one.stage === other.stage &&
  one.tier === other.tier &&
  one.frequency === other.frequency &&
  one.price === other.price &&
  one.novelty === other.novelty &&
  isSameScore(one.rfm, other.rfm);

/** The customer as segments see them now and, as long as the classes stay as they are, later. */
function momentOf(
  state: CustomerState,
  { classes, purchases }: Classification,
  rules: CompiledRules,
  inForce: RulesInForce,
  now: Instant,
): SegmentMoment {
  const { windowDays } = inForce.tiers;
  return {
    purchases,
    viewAt: (at, members) => {
      const summary =
        at === now ? purchases : summarizePurchases(state, at - windowDays * DAY_MS, rules.counting);
      return viewCustomer(state, summary, inForce, at, { classes, segments: members });
    },
    windowExits: () => windowExits(state, windowDays, rules.counting, now),
  };
}
