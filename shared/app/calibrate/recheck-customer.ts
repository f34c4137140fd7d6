import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { lookAhead } from '../../domain/decide/look-ahead.ts';
import { DAY_MS, type Instant } from '../../domain/instant.ts';
import { standingAt } from '../../domain/segment/standing.ts';
import { isSameStandpoint } from '../../domain/segment/standpoint.ts';

/** Customers are rechecked each day, in a replayed history each quarter: what changes later than that is found then. */
const HORIZON_MS = 93 * DAY_MS;

/**
 * changed: the customer's classes or segments are others at `now`. sooner: they are the same, but will not be for as long as the
 * due index says. Whoever is neither need not be looked at.
 */
export type RecheckFinding = 'changed' | 'sooner' | 'same';

/** Holds a customer, whom the rules that held before would have looked at again at `dueAt`, against the rules that hold at `now`. */
export function recheckCustomer(
  state: CustomerState,
  dueAt: Instant | undefined,
  rules: CompiledRules,
  now: Instant,
): RecheckFinding {
  const standing = standingAt(state, rules, now);
  if (!isSameStandpoint(state, standing)) return 'changed';
  const next = lookAhead(state, standing, rules).dueAt;
  const isSooner =
    next !== undefined && next < (dueAt ?? Number.POSITIVE_INFINITY) && next < now + HORIZON_MS;
  return isSooner ? 'sooner' : 'same';
}
