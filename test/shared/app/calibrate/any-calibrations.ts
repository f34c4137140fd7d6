import * as fc from 'fast-check';
import type { CompiledRules } from '../../../../shared/domain/compiled-rules.ts';
import type { Input, OrderItem } from '../../../../shared/domain/customer/input.ts';
import { DAY_MS, type Instant } from '../../../../shared/domain/instant.ts';
import type { Calibration } from '../../../../shared/domain/segment/calibration.ts';
import { PURCHASE_MODELS } from '../../../../shared/domain/segment/prediction/purchase-model.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';
import { sampleHistory, sampleSegments } from '../../../support/segment-samples.ts';

/** The last instant at which a calibration comes, or anything happens. */
export const END = day(420);

const SKUS = ['tea', 'cup', 'pot', 'tin', 'whisk'];

const fourCuts = (max: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max }), { minLength: 4, maxLength: 4 })
    .map((cuts) => cuts.toSorted((one, other) => one - other))
    .map(([a = 1, b = 2, c = 3, d = 4]): [number, number, number, number] => [a, b, c, d]);

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const model = fc.record(
  {
    purchase: fc.record({
      kind: fc.constantFrom(...PURCHASE_MODELS),
      r: positive(0.2, 3),
      alpha: positive(2, 20),
      a: positive(0.3, 3),
      b: positive(0.5, 5),
      unitDays: fc.constant(7),
    }),
    spend: fc.record({ p: positive(2, 8), q: positive(2, 8), gamma: positive(1_000, 9_000) }),
    logLikelihood: fc.constant(-1),
    customers: fc.constant(1_000),
  },
  { requiredKeys: ['purchase', 'logLikelihood', 'customers'] },
);

const learned = fc.record({
  rfm: fc.record(
    { recencyDays: fourCuts(300), frequencyOccasions: fourCuts(9), monetaryMinor: fourCuts(60_000) },
    { requiredKeys: [] },
  ),
  tiers: fc.option(
    fc.record({ midMinor: fc.integer({ min: 1, max: 15_000 }), above: fc.integer({ min: 1, max: 20_000 }) }),
    { nil: undefined },
  ),
  model: fc.option(model, { nil: undefined }),
  arrivals: fc.dictionary(
    fc.constantFrom(...SKUS),
    fc.integer({ min: 0, max: 300 }).map((days) => Math.floor(day(days) / DAY_MS)),
  ),
});

/** Calibrations that follow one another, at growing instants before the end; mostly not at midnight. */
export const anyCalibrations: fc.Arbitrary<readonly Calibration[]> = fc
  .tuple(
    fc.array(learned, { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 3, maxLength: 3 }),
    fc.constantFrom(0, 0, 1, 7_200_000),
  )
  .map(([parts, days, offset]) => {
    const instants = days.toSorted((one, other) => one - other).map((days) => day(days) + offset);
    return parts.map(
      ({ rfm, tiers, model, arrivals }, index): Calibration => ({
        sequence: index + 1,
        effectiveAt: instants[index] ?? END,
        currency: 'USD',
        customers: 1_000,
        rfm,
        gates: [],
        arrivals,
        ...(tiers && { tiers: { midMinor: tiers.midMinor, headMinor: tiers.midMinor + tiers.above } }),
        ...(model && { model }),
      }),
    );
  });

/** Rules of a shop that has everything learned, with segments of its own; campaigns too. */
export const anyLearningRules: fc.Arbitrary<CompiledRules> = fc
  .record({
    segments: sampleSegments,
    windowDays: fc.integer({ min: 20, max: 400 }),
    hysteresis: fc.constantFrom(0, 0.1, 0.5),
    isByModel: fc.boolean(),
  })
  .map(({ segments, windowDays, hysteresis, isByModel }) => {
    const { lifecycle } = rulesWith();
    return rulesWith({
      segments,
      rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'learned' } },
      tiers: { windowDays, hysteresis, occasionsSlack: 1, share: { head: 0.2, mid: 0.4 } },
      needs: { minimumItems: 2, minimumOrders: 2 },
      prediction: { horizonDays: 84 },
      lifecycle: isByModel ? { ...lifecycle, model: { atRiskBelow: 0.6, lapsedBelow: 0.2 } } : lifecycle,
    });
  });

export interface Happening {
  readonly customerId: string;
  readonly input: Exclude<Input, { kind: 'tick' }>;
  readonly at: Instant;
}

const contents = fc.option(
  fc.record({ skus: fc.subarray(SKUS, { minLength: 1 }), discountMinor: fc.constantFrom(0, 500) }),
  { nil: undefined },
);

/** Orders, some with their items, and refunds of a few customers, in the order of time. */
export const anyHappenings: fc.Arbitrary<readonly Happening[]> = fc
  .array(fc.tuple(sampleHistory, fc.array(contents, { minLength: 8, maxLength: 8 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((histories) =>
    histories
      .flatMap(([inputs, told], customer) =>
        inputs.flatMap((input, position): Happening[] => {
          if (input.kind === 'tick') return [];
          const what = { customerId: `c${customer}`, at: input.occurredAt };
          const content = told[position];
          if (input.kind !== 'order.placed' || content === undefined) return [{ ...what, input }];
          const items = content.skus.map(
            (sku): OrderItem => ({ sku, category: `of ${sku}`, quantity: 1, priceMinor: 100 }),
          );
          return [{ ...what, input: { ...input, items, discountMinor: content.discountMinor } }];
        }),
      )
      .toSorted((one, other) => one.at - other.at),
  );
