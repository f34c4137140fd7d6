import { nextCampaignInstant } from '../campaign/live-campaigns.ts';
import type { CompiledRules } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import { earlier, type Instant } from '../instant.ts';
import { nextOwnChange, type Standing } from '../segment/standing.ts';

/** What time alone will do to a customer, by the rules that hold. */
export interface Outlook {
  /** The first instant at which time, or a journey, changes anything; undefined where none will. */
  readonly dueAt: Instant | undefined;
  /** Before this instant time alone changes neither classes nor segments; infinity where it never will. */
  readonly steadyUntil: Instant;
}

/** What time alone, and the journeys under way, will do to a customer who stands so. */
export function lookAhead(state: CustomerState, standing: Standing, rules: CompiledRules): Outlook {
  const ownAt = nextOwnChange(state, standing, rules);
  const dueAt = earlier(ownAt, nextCampaignInstant(state, rules, standing.at));
  return { dueAt, steadyUntil: ownAt ?? Number.POSITIVE_INFINITY };
}
