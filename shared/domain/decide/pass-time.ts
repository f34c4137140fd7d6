import { nextDatedStart } from '../campaign/dated-occurrences.ts';
import { liveCampaigns } from '../campaign/live-campaigns.ts';
import { type CompiledRules, nextEpoch, rulesAt, rulesBefore } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import type { Fact } from '../customer/fact.ts';
import { viewsAt } from '../customer/view-customer.ts';
import { DAY_MS, earlier, type Instant } from '../instant.ts';
import { summarizePurchases } from '../segment/purchase-summary.ts';
import { type Standing, standingAt, steadyStanding } from '../segment/standing.ts';
import { liveAt } from './live-at.ts';
import { lookAhead, type Outlook } from './look-ahead.ts';

/** What can be said of the time after a decision, by the rules that hold then. Infinity stands for never. */
export interface Foreseen {
  /** Before this instant nothing falls due. */
  readonly quietUntil: Instant;
  /** Where it is known: before this instant time alone changes neither classes nor segments. */
  readonly steadyUntil?: Instant;
}

interface Passed {
  readonly state: CustomerState;
  /** As of the last instant at which something changed; absent where nothing did. */
  readonly standing?: Standing;
}

/** Lives through every instant up to `now` at which time alone, a campaign, or a new calibration, changes something. */
export function passTime(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
  { quietUntil, steadyUntil = Number.NEGATIVE_INFINITY }: Foreseen,
  facts: Fact[],
): Passed {
  let current: Passed = { state };
  let asOf = state.asOf;
  let ahead: Outlook =
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

/** What the dated campaigns that start at an instant do to a customer whose classes stay as they are. */
function startDated(state: CustomerState, rules: CompiledRules, now: Instant, facts: Fact[]): CustomerState {
  const inForce = rulesAt(rules, now);
  const purchases = summarizePurchases(state, now - inForce.tiers.windowDays * DAY_MS, rules.counting);
  const viewOf = viewsAt(purchases, inForce, now);
  return liveCampaigns(state, { isDue: true }, { rules, now, viewOf, facts });
}
