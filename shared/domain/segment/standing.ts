import { type CompiledRules, type RulesInForce, rulesAt } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import { viewCustomer } from '../customer/view-customer.ts';
import { DAY_MS, earlier, type Instant } from '../instant.ts';
import { classify } from './classify.ts';
import { memberships } from './memberships.ts';
import { nextMembershipChange, type SegmentMoment } from './next-membership-change.ts';
import { type PurchaseSummary, summarizePurchases } from './purchase-summary.ts';
import type { Standpoint } from './standpoint.ts';
import { windowExits } from './value-tier.ts';

/** How a customer stands at an instant, and what is known of how long that lasts. */
export type Standing = FreshStanding | SteadyStanding;

interface StandingAt extends Standpoint {
  readonly at: Instant;
  readonly purchases: PurchaseSummary | undefined;
}

/** Has just been worked out; of the segments it is not known yet when time alone changes them. */
interface FreshStanding extends StandingAt {
  readonly kind: 'fresh';
  /** The first instant at which time alone changes the classes; undefined where it never will. */
  readonly nextClassChange: Instant | undefined;
}

/** Is as it was. */
interface SteadyStanding extends StandingAt {
  readonly kind: 'steady';
  /** The first instant at which time alone changes classes or segments; infinity where it never will. */
  readonly steadyUntil: Instant;
}

/** How a customer stands at `now`, by the rules that hold then or others: what the state says of classes and segments does not matter. */
export function standingAt(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  inForce = rulesAt(rules, now),
): FreshStanding {
  const { classes, purchases, nextChange } = classify(state, inForce, rules.counting, now);
  const { viewAt } = momentOf(state, { at: now, classes, purchases }, rules, inForce);
  return {
    kind: 'fresh',
    at: now,
    classes,
    purchases,
    nextClassChange: nextChange,
    segments: memberships(rules.compiledSegments, (members) => viewAt(now, members)),
  };
}

/** How a customer stands at an instant before which, by the same rules, time alone changes neither classes nor segments: those of the state. */
export function steadyStanding(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  steadyUntil: Instant,
): SteadyStanding {
  const { tiers } = rulesAt(rules, now);
  const purchases = summarizePurchases(state, now - tiers.windowDays * DAY_MS, rules.counting);
  const { classes, segments } = state;
  return { kind: 'steady', at: now, classes, purchases, segments, steadyUntil };
}

/** The first instant at which time alone changes how the customer stands, by the rules that hold then; undefined where it never will. */
export function nextOwnChange(
  state: CustomerState,
  standing: Standing,
  rules: CompiledRules,
): Instant | undefined {
  if (standing.kind === 'steady')
    return Number.isFinite(standing.steadyUntil) ? standing.steadyUntil : undefined;
  const { at, segments, nextClassChange } = standing;
  const moment = momentOf(state, standing, rules, rulesAt(rules, at));
  return earlier(
    nextClassChange,
    nextMembershipChange(rules.compiledSegments, segments, moment, at, nextClassChange),
  );
}

/** The customer as segments see them now and, as long as the classes stay as they are, later. */
function momentOf(
  state: CustomerState,
  { at: now, classes, purchases }: Pick<Standing, 'at' | 'classes' | 'purchases'>,
  rules: CompiledRules,
  inForce: RulesInForce,
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
