import { localHour } from '../calendar/local-day.ts';
import { type CompiledRules, type RulesInForce, rulesAt } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import { customerZone } from '../customer/customer-zone.ts';
import type { Why } from '../customer/fact.ts';
import { viewCustomer } from '../customer/view-customer.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { categoryAffinities, channelAffinities, hourAffinity } from './affinities.ts';
import { classify } from './classify.ts';
import { explainMembership } from './explain-membership.ts';
import { nextStageInstant, stageAt, stageCourse } from './lifecycle-stage.ts';
import { needEvidence } from './need-classes.ts';
import { type Prediction, predictAlive, predictCustomer } from './predict-customer.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import { nextRecencyInstant, rfmKey } from './rfm-score.ts';

/** One class of a customer and what it was read off. */
export interface ExplainedClass {
  readonly name: string;
  readonly value: string;
  readonly evidence: Why;
  /** When time alone will change it, and to what. */
  readonly next?: { readonly at: Instant; readonly value: string };
}

export interface ExplainedSegment {
  readonly name: string;
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
    segments: rules.segments.map(({ name, condition }) => ({
      name,
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
            pAlive: round(predictAlive(purchases, model, now)),
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

function explainScores(
  purchases: PurchaseSummary | undefined,
  view: CustomerView,
  { rfm, minorUnits }: RulesInForce,
  now: Instant,
): ExplainedClass[] {
  if (purchases === undefined) return [];
  const falls = nextRecencyInstant(purchases, rfm, now);
  const cuts = (values: readonly number[]): string => values.join(' ');
  return [
    {
      name: 'recency score',
      value: String(view.r),
      evidence: {
        daysSinceLastOrder: Math.floor((now - purchases.lastAt) / DAY_MS),
        cutDays: cuts(rfm.recencyDays),
      },
      ...(falls !== undefined && { next: { at: falls, value: String(view.r - 1) } }),
    },
    {
      name: 'frequency score',
      value: String(view.f),
      evidence: { occasions: purchases.occasions, cutOccasions: cuts(rfm.frequencyOccasions) },
    },
    {
      name: 'monetary score',
      value: String(view.m),
      evidence: {
        spent: purchases.valueMinor / minorUnits,
        cutAmounts: cuts(rfm.monetaryMinor.map((minor) => minor / minorUnits)),
      },
    },
    {
      name: 'RFM group',
      value: view.rfmGroup,
      evidence: { cell: rfmKey({ r: view.r, f: view.f, m: view.m }) },
    },
  ];
}

function explainNeeds(
  state: CustomerState,
  view: CustomerView,
  { needs, arrivals }: RulesInForce,
  dayOf: (at: Instant) => number,
): ExplainedClass[] {
  const evidence = needEvidence(state.orders, needs, arrivals, dayOf);
  const { orders, discountedOrders, items, repeatItems, newArrivals } = evidence;
  return [
    {
      name: 'price',
      value: view.priceNeed || TOO_LITTLE,
      evidence: { orders, discountedOrders, ordersNeeded: needs.minimumOrders },
    },
    {
      name: 'novelty',
      value: view.noveltyNeed || TOO_LITTLE,
      evidence: { items, repeatItems, newArrivals, itemsNeeded: needs.minimumItems },
    },
  ];
}

const TOO_LITTLE = 'too little known';

function explainHabits({ orders, profile }: CustomerState, { needs, shop }: RulesInForce): ExplainedClass[] {
  const zone = customerZone(profile, shop);
  const hour = hourAffinity(orders, (at) => localHour(at, zone));
  const categories = categoryAffinities(orders, needs.affinityHalfLifeDays);
  const channels = channelAffinities(orders, needs.affinityHalfLifeDays);
  const shares = (affinities: typeof categories): Why =>
    Object.fromEntries(affinities.map(({ name, share }) => [name, round(share)]));
  return [
    { name: 'categories', value: categories[0]?.name ?? TOO_LITTLE, evidence: shares(categories) },
    { name: 'channel', value: channels[0]?.name ?? TOO_LITTLE, evidence: shares(channels) },
    {
      name: 'hour',
      value: hour === undefined ? TOO_LITTLE : `${hour.hour}:00`,
      evidence: hour === undefined ? {} : { shareWithinAnHour: round(hour.share), timeZone: zone },
    },
  ];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
