import { DAY_MS, type Instant } from '../instant.ts';
import type { FittedModel } from './calibration.ts';
import type { Stage } from './classes.ts';
import type { LifecycleRules } from './lifecycle-rules.ts';
import { aliveUntil } from './prediction/probability-alive.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** What the stages are read off: the shop's rules, and the model where one can be trusted. */
export interface StageRules {
  readonly lifecycle: LifecycleRules;
  readonly model?: FittedModel | undefined;
}

/** How a customer with a purchase goes on from stage to stage as long as nothing more is bought. */
export interface StageCourse {
  /** Before it is at risk, a customer is won back until then, and new until then; undefined: never. */
  readonly wonBackUntil: Instant | undefined;
  readonly newUntil: Instant | undefined;
  readonly settled: Stage;
  readonly atRiskAt: Instant;
  readonly lapsedAt: Instant;
}

/** The stages that lie ahead of a customer who buys no more, and when each begins. */
export function stageCourse(purchases: PurchaseSummary, rules: StageRules): StageCourse {
  const { lifecycle } = rules;
  const isLoyal = purchases.occasions >= lifecycle.loyalOccasions;
  return {
    wonBackUntil: hasReturned(purchases, rules)
      ? purchases.lastOccasionAt + lifecycle.wonBackDays * DAY_MS
      : undefined,
    newUntil:
      purchases.occasions === 1 && !isLoyal ? purchases.firstAt + lifecycle.newDays * DAY_MS : undefined,
    settled: isLoyal ? 'loyal' : 'active',
    ...silenceInstants(purchases, rules),
  };
}

/** The stage at `now`: how long ago the last purchase was, then how the customer has bought so far. */
export function stageAt(course: StageCourse, now: Instant): Stage {
  if (now >= course.lapsedAt) return 'lapsed';
  if (now >= course.atRiskAt) return 'at-risk';
  if (course.wonBackUntil !== undefined && now < course.wonBackUntil) return 'won-back';
  return course.newUntil !== undefined && now < course.newUntil ? 'new' : course.settled;
}

/** The first instant after `now` at which the stage is another one, if nothing more is bought. */
export function nextStageInstant(course: StageCourse, now: Instant): Instant | undefined {
  const stage = stageAt(course, now);
  let next: Instant | undefined;
  for (const instant of [course.wonBackUntil, course.newUntil, course.atRiskAt, course.lapsedAt]) {
    const isSooner = instant !== undefined && instant > now && (next === undefined || instant < next);
    if (isSooner && stageAt(course, instant) !== stage) next = instant;
  }
  return next;
}

type Silence = Pick<PurchaseSummary, 'firstAt' | 'lastAt' | 'occasions'>;

/** From when on a customer who buys no more is at risk, and has lapsed: both whole milliseconds. */
function silenceInstants(silence: Silence, rules: StageRules): { atRiskAt: Instant; lapsedAt: Instant } {
  const { lifecycle } = rules;
  return {
    atRiskAt: silenceInstant(silence, rules, lifecycle.model?.atRiskBelow, lifecycle.atRiskDays),
    lapsedAt: silenceInstant(silence, rules, lifecycle.model?.lapsedBelow, lifecycle.lapsedDays),
  };
}

/** By the model where it is asked for, can be trusted and can say; else by days. */
function silenceInstant(
  { firstAt, lastAt, occasions }: Silence,
  { model }: StageRules,
  threshold: number | undefined,
  days: number,
): Instant {
  if (threshold !== undefined && model !== undefined) {
    const unitMs = model.purchase.unitDays * DAY_MS;
    const pattern = { x: occasions - 1, tx: (lastAt - firstAt) / unitMs };
    const until = aliveUntil(model.purchase, pattern, threshold);
    const instant = until === undefined ? undefined : Math.ceil(firstAt + until * unitMs);
    if (Number.isSafeInteger(instant) && instant !== undefined) return Math.max(instant, lastAt);
  }
  return lastAt + days * DAY_MS;
}

/** The last occasion ended a pause long enough to have lapsed. */
function hasReturned(purchases: PurchaseSummary, rules: StageRules): boolean {
  const { previousLastAt, firstAt, lastOccasionAt, occasions } = purchases;
  if (previousLastAt === undefined) return false;
  const before = { firstAt, lastAt: previousLastAt, occasions: occasions - 1 };
  return lastOccasionAt >= silenceInstants(before, rules).lapsedAt;
}
