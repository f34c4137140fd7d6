import { DAY_MS, type Instant } from '../instant.ts';
import type { Stage } from './classes.ts';
import type { LifecycleRules } from './lifecycle-rules.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** The lifecycle stage at `now`: how long ago the last purchase was, then how the customer has bought so far. */
export function lifecycleStage(
  purchases: PurchaseSummary | undefined,
  rules: LifecycleRules,
  now: Instant,
): Stage {
  if (purchases === undefined) return 'prospect';
  const sinceLast = now - purchases.lastAt;
  if (sinceLast >= rules.lapsedDays * DAY_MS) return 'lapsed';
  if (sinceLast >= rules.atRiskDays * DAY_MS) return 'at-risk';
  if (hasReturned(purchases, rules) && now - purchases.lastOccasionAt < rules.wonBackDays * DAY_MS)
    return 'won-back';
  if (purchases.occasions >= rules.loyalOccasions) return 'loyal';
  if (purchases.occasions === 1 && now - purchases.firstAt < rules.newDays * DAY_MS) return 'new';
  return 'active';
}

/** The instants at which time alone may change the stage. */
export function stageInstants(purchases: PurchaseSummary, rules: LifecycleRules): readonly Instant[] {
  const instants = [
    purchases.lastAt + rules.atRiskDays * DAY_MS,
    purchases.lastAt + rules.lapsedDays * DAY_MS,
  ];
  if (hasReturned(purchases, rules)) instants.push(purchases.lastOccasionAt + rules.wonBackDays * DAY_MS);
  if (purchases.occasions === 1) instants.push(purchases.firstAt + rules.newDays * DAY_MS);
  return instants;
}

/** The last occasion ended a pause long enough to have lapsed. */
const hasReturned = (purchases: PurchaseSummary, rules: LifecycleRules): boolean =>
  purchases.previousLastAt !== undefined &&
  purchases.lastOccasionAt - purchases.previousLastAt >= rules.lapsedDays * DAY_MS;
