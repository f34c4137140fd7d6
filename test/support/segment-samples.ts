import * as fc from 'fast-check';
import { type CompiledRules, withCalibrations } from '../../shared/domain/compiled-rules.ts';
import type { Input } from '../../shared/domain/customer/input.ts';
import type { Calibration, FittedModel } from '../../shared/domain/segment/calibration.ts';
import { PURCHASE_MODELS } from '../../shared/domain/segment/prediction/purchase-model.ts';
import type { SegmentRules } from '../../shared/domain/segment/segment-rules.ts';
import { day, orderPlaced, orderRefunded } from './inputs.ts';
import { rulesWith } from './rules.ts';

const operator = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');

/** A literal near values that the figure takes, often one of them exactly. */
const threshold = (name: string, number: fc.Arbitrary<number | string>) =>
  fc
    .tuple(operator, number, fc.boolean())
    .map(([compares, value, isTurned]) =>
      isTurned ? `${value} ${compares} ${name}` : `${name} ${compares} ${value}`,
    );
const double = (max: number) => fc.double({ min: 0, max, noNaN: true }).map((value) => value.toFixed(3));
const wholeDays = fc.oneof(fc.integer({ min: -2, max: 500 }), fc.constantFrom('30.5', '-1', '0', '90'));

const timed = fc.oneof(
  threshold('daysSinceLastOrder', wholeDays),
  threshold('daysSinceFirstOrder', wholeDays),
  threshold('valueInWindow', fc.oneof(fc.integer({ min: 0, max: 400 }), double(400))),
  threshold('pAlive', fc.oneof(double(1), fc.constantFrom('0', '1', '0.5'))),
  threshold('expectedOrders', double(4)),
  threshold('lifetimeValue', double(300)),
  threshold('expectedLoss', double(150)),
);

const stepped = fc.constantFrom(
  'daysSinceLastOrder * 2 > daysSinceFirstOrder',
  'daysSinceLastOrder % 7 == 3',
  'daysSinceFirstOrder in [40, 41, 200]',
  'pAlive * lifetimeValue > 20.0',
  '[45, 90].exists(days, days == daysSinceLastOrder)',
  'valueInWindow > value / 2',
  '(daysSinceLastOrder > 60 ? pAlive : 0.25) < 0.3',
  'expectedLoss > lifetimeValue',
);

const timeless = fc.constantFrom('tier == "mid"', 'orders >= 3', 'stage != "new"', 'averageOrderValue > 60');

const { condition } = fc.letrec<{ condition: string; atom: string }>((tie) => ({
  atom: fc.oneof({ weight: 5, arbitrary: timed }, { weight: 1, arbitrary: stepped }, timeless),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: tie('atom') },
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left}) && (${right})`),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left}) || (${right})`),
    tie('condition').map((inner) => `!(${inner})`),
    fc
      .tuple(tie('atom'), tie('condition'), tie('condition'))
      .map(([when, then, otherwise]) => `(${when}) ? (${then}) : (${otherwise})`),
  ),
}));

/** Conditions over what changes with time and what does not. */
export const sampleCondition: fc.Arbitrary<string> = condition;

/** Segments that name others: each may ask for some of those before it, and they come in any order. */
export const sampleSegments: fc.Arbitrary<readonly SegmentRules[]> = fc
  .array(
    fc.record({
      own: condition,
      named: fc.option(fc.nat({ max: 9 })),
      link: fc.constantFrom('&&', '||'),
      isNegated: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((samples) =>
    samples.map(({ own, named, link, isNegated }, index): SegmentRules => {
      if (named === null || index === 0) return { name: `s${index}`, condition: own };
      const other = `"s${named % index}" in segments`;
      const asked = isNegated ? `!(${other})` : other;
      return { name: `s${index}`, condition: `(${own}) ${link} ${asked}` };
    }),
  )
  .chain((segments) => fc.shuffledSubarray([...segments], { minLength: segments.length }));

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const model: fc.Arbitrary<FittedModel> = fc.record(
  {
    purchase: fc.record({
      kind: fc.constantFrom(...PURCHASE_MODELS),
      r: positive(0.2, 3),
      alpha: positive(2, 20),
      a: positive(0.3, 3),
      b: positive(0.5, 5),
      unitDays: fc.constantFrom(1, 7),
    }),
    spend: fc.record({ p: positive(2, 8), q: positive(2, 8), gamma: positive(1_000, 9_000) }),
    logLikelihood: fc.constant(-1),
    customers: fc.constant(1_000),
  },
  { requiredKeys: ['purchase', 'logLikelihood', 'customers'] },
);

/** The same rules once they have been calibrated, mostly with a model that predicts. */
const sampleCalibrated = (rules: CompiledRules): fc.Arbitrary<CompiledRules> =>
  fc.option(model, { freq: 8 }).map((fitted) => {
    const calibration: Calibration = {
      sequence: 1,
      effectiveAt: day(-1),
      currency: rules.shop.currency,
      customers: 1_000,
      rfm: {},
      gates: [],
    };
    return withCalibrations(rules, [fitted === null ? calibration : { ...calibration, model: fitted }]);
  });

/** Calibrated rules of a shop with segments of its own. */
export const sampleRules: fc.Arbitrary<CompiledRules> = fc
  .record({ segments: sampleSegments, windowDays: fc.integer({ min: 20, max: 400 }) })
  .chain(({ segments, windowDays }) =>
    sampleCalibrated(
      rulesWith({
        segments,
        tiers: { windowDays },
        // A year of predictions in few steps.
        prediction: { horizonDays: 84 },
      }),
    ),
  );

/** Orders and refunds of one customer, in the order of time. */
export const sampleHistory: fc.Arbitrary<readonly Input[]> = fc
  .array(
    fc.record({
      order: fc.integer({ min: 0, max: 7 }),
      days: fc.integer({ min: 0, max: 300 }),
      offset: fc.constantFrom(0, 0, 1, 3_600_000, 43_200_000),
      totalMinor: fc.integer({ min: 0, max: 20_000 }),
      isRefund: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((entries) =>
    entries
      .map(({ order, days, offset, totalMinor, isRefund }, position) => {
        const occurredAt = day(days) + offset;
        const common = { id: `event-${position}`, orderId: `o${order}`, occurredAt };
        return isRefund
          ? orderRefunded({ ...common, amountMinor: totalMinor + 1 })
          : orderPlaced({ ...common, totalMinor });
      })
      .toSorted((a, b) => a.occurredAt - b.occurredAt),
  );
