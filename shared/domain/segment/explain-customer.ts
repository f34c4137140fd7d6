import { type CompiledRules, type RulesInForce, rulesAt } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { Why } from '../customer/fact.ts';
import { viewCustomer } from '../customer/view-customer.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { classify } from './classify.ts';
import { explainHabits, explainNeeds } from './explain-habits.ts';
import { explainMembership } from './explain-membership.ts';
import { explainScores } from './explain-scores.ts';
import { type ExplainedClass, roundShare } from './explained-class.ts';
import { nextStageInstant, stageAt, stageCourse } from './lifecycle-stage.ts';
import { type Prediction, predictAlive, predictCustomer } from './predict-customer.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

export interface ExplainedSegment {
  readonly name: string;
  /** As segments.yaml has it; absent where it says nothing, and in the answer of an earlier version. */
  readonly description?: string;
  readonly isMember: boolean;
  readonly condition: string;
  /** What the condition asks for, as it is of this customer. */
  readonly why: Why;
}

/** Every class of a customer with its evidence, as of an instant. Money is in units of the shop's currency. */
export interface CustomerExplanation {
  readonly asOf: Instant;
  readonly rulesVersion: string;
  /** The calibration in force; absent before the first. */
  readonly calibration?: { readonly sequence: number; readonly since: Instant };
  readonly classes: readonly ExplainedClass[];
  /** Absent where the model cannot be trusted yet, and without a purchase. */
  readonly prediction?: Prediction;
  readonly segments: readonly ExplainedSegment[];
}

/** Explains how a customer is classified as of `now`, which the state must be true as of. */
export function explainCustomer(
  state: CustomerState,
  rules: CompiledRules,
  now: Instant,
): CustomerExplanation {
  const inForce = rulesAt(rules, now);
  const { classes, purchases } = classify(state, inForce, rules.counting, now);
  const view = viewCustomer(state, purchases, inForce, now, { classes, segments: state.segments });
  const { model } = inForce;
  return {
    asOf: now,
    rulesVersion: rules.version,
    ...(inForce.calibration > 0 && {
      calibration: { sequence: inForce.calibration, since: inForce.since },
    }),
    classes: [
      explainStage(purchases, inForce, now),
      explainTier(purchases, view, inForce),
      { name: 'frequency', value: view.frequency, evidence: frequencyEvidence(purchases, inForce) },
      ...explainScores(purchases, view, inForce, now),
      ...explainNeeds(state, view, inForce, rules.counting.dayOf),
      ...explainHabits(state, inForce),
    ],
    ...(model !== undefined &&
      purchases !== undefined && {
        prediction: predictCustomer(purchases, model, inForce.prediction, now),
      }),
    segments: rules.segments.map(({ name, description, condition }) => ({
      name,
      ...(description !== undefined && { description }),
      isMember: state.segments.includes(name),
      condition,
      why: explainMembership(rules.compiledSegments, name, view),
    })),
  };
}

function explainStage(
  purchases: PurchaseSummary | undefined,
  rules: RulesInForce,
  now: Instant,
): ExplainedClass {
  if (purchases === undefined) return { name: 'stage', value: 'prospect', evidence: { occasions: 0 } };
  const course = stageCourse(purchases, rules);
  const value = stageAt(course, now);
  const { lifecycle, model } = rules;
  const byModel = lifecycle.model !== undefined && model !== undefined;
  const later = nextStageInstant(course, now);
  return {
    name: 'stage',
    value,
    evidence: {
      daysSinceLastOrder: Math.floor((now - purchases.lastAt) / DAY_MS),
      occasions: purchases.occasions,
      decidedBy: byModel ? 'model' : 'days',
      ...(byModel && lifecycle.model !== undefined
        ? {
            pAlive: roundShare(predictAlive(purchases, model, now)),
            atRiskBelow: lifecycle.model.atRiskBelow,
            lapsedBelow: lifecycle.model.lapsedBelow,
          }
        : { atRiskDays: lifecycle.atRiskDays, lapsedDays: lifecycle.lapsedDays }),
    },
    ...(later !== undefined && { next: { at: later, value: stageAt(course, later) } }),
  };
}

function explainTier(
  purchases: PurchaseSummary | undefined,
  view: CustomerView,
  { tiers, minorUnits }: RulesInForce,
): ExplainedClass {
  return {
    name: 'tier',
    value: view.tier,
    evidence: {
      spentInWindow: (purchases?.windowValueMinor ?? 0) / minorUnits,
      windowDays: tiers.windowDays,
      headFrom: tiers.headMinor / minorUnits,
      midFrom: tiers.midMinor / minorUnits,
      hysteresis: tiers.hysteresis,
    },
  };
}

const frequencyEvidence = (purchases: PurchaseSummary | undefined, { tiers }: RulesInForce): Why => ({
  occasionsInWindow: purchases?.windowOccasions ?? 0,
  windowDays: tiers.windowDays,
  highFrom: tiers.highOccasions,
  midFrom: tiers.midOccasions,
  slack: tiers.occasionsSlack,
});
