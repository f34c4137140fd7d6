import { type Happening, liveCampaigns } from '../campaign/live-campaigns.ts';
import type { CompiledRules, RulesInForce } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import type { Fact } from '../customer/fact.ts';
import { viewsAt } from '../customer/view-customer.ts';
import type { Instant } from '../instant.ts';
import { explainMembership } from '../segment/explain-membership.ts';
import { type Standing, standingAt } from '../segment/standing.ts';
import { stateClassChanges, stateMoves } from '../segment/state-class-changes.ts';

/**
 * Why a customer is looked at: they are met for the first time by an event of the past, they or time moved on, or the shop's rules
 * did. Only what life brings sets off campaigns: neither an imported past nor a new threshold may mail everybody whom it
 * concerns.
 */
export type Cause = 'import' | 'life' | 'rules';

interface Occasion {
  readonly cause: Cause;
  /** Nothing was known of the customer before. */
  readonly isMeeting?: boolean;
  /** Time alone has come to this instant: what is dated by it sets off. */
  readonly isDue?: boolean;
  readonly happening?: Happening;
}

interface Lived {
  readonly state: CustomerState;
  readonly standing: Standing;
}

/** A campaign may set an attribute that a segment asks for, which may set off another. */
const MOST_ROUNDS = 3;

/** Classifies as of `now`, unless it is known how the customer stands, states each change as a fact, and lets campaigns do what they do at that instant. */
export function liveAt(
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
  const { classes, segments, purchases } = standing;
  const from = isMeeting ? undefined : state;
  const grounds = { state, purchases, rules: inForce, counting: rules.counting };
  stateClassChanges(from?.classes, classes, grounds, facts, now);
  const moved = { ...state, classes, segments };
  const viewOf = viewsAt(purchases, inForce, now);
  const whyOf = (segment: string) => explainMembership(rules.compiledSegments, segment, viewOf(moved));
  stateMoves(state.segments, segments, whyOf, facts, now);
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
