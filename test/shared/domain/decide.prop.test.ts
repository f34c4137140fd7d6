import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesAt, withCalibrations } from '../../../shared/domain/compiled-rules.ts';
import type { Input, OrderPlaced } from '../../../shared/domain/customer/input.ts';
import { unknownCustomer } from '../../../shared/domain/customer/unknown-customer.ts';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import type { Calibration } from '../../../shared/domain/segment/calibration.ts';
import { classify } from '../../../shared/domain/segment/classify.ts';
import { day, orderPlaced, orderRefunded, reachableByEmail, tick } from '../../support/inputs.ts';
import { LiveCustomer } from '../../support/live-customer.ts';
import { rulesWith } from '../../support/rules.ts';

/** Instants on a grid that often collides with thresholds and with each other, and off it. */
const instant = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom(0, 0, 1, 3_600_000, DAY_MS / 2))
  .map(([days, offset]) => day(days) + offset);

const growing = (min: number, max: number, length: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: length, maxLength: length })
    .map((cuts) => cuts.toSorted((a, b) => a - b));

const quadruple = (cuts: readonly number[]): [number, number, number, number] => [
  cuts[0] ?? 1,
  cuts[1] ?? 2,
  cuts[2] ?? 3,
  cuts[3] ?? 4,
];

const rules = fc
  .record({
    recency: growing(1, 400, 4),
    frequency: growing(2, 12, 4),
    monetary: growing(1, 60_000, 4),
    windowDays: fc.integer({ min: 1, max: 500 }),
    value: growing(1, 40_000, 2),
    occasions: growing(1, 8, 2),
    pauses: growing(2, 400, 2),
    newDays: fc.integer({ min: 1, max: 120 }),
    wonBackDays: fc.integer({ min: 1, max: 120 }),
    loyalOccasions: fc.integer({ min: 2, max: 8 }),
    hysteresis: fc.constantFrom(0, 0.1, 0.5),
    occasionsSlack: fc.constantFrom(0, 1),
    byModel: fc.boolean(),
    timeZone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe'),
  })
  .map((sample) => {
    const base = rulesWith();
    const compiled = rulesWith({
      shop: { ...base.shop, timeZone: sample.timeZone },
      rfm: {
        recencyDays: quadruple(sample.recency),
        frequencyOccasions: quadruple(sample.frequency),
        monetaryMinor: quadruple(sample.monetary),
      },
      tiers: {
        windowDays: sample.windowDays,
        midMinor: sample.value[0] ?? 1,
        headMinor: sample.value[1] ?? 2,
        midOccasions: sample.occasions[0] ?? 1,
        highOccasions: sample.occasions[1] ?? 2,
        hysteresis: sample.hysteresis,
        occasionsSlack: sample.occasionsSlack,
      },
      lifecycle: {
        newDays: sample.newDays,
        loyalOccasions: sample.loyalOccasions,
        atRiskDays: sample.pauses[0] ?? 1,
        lapsedDays: sample.pauses[1] ?? 2,
        wonBackDays: sample.wonBackDays,
        ...(sample.byModel && { model: { atRiskBelow: 0.6, lapsedBelow: 0.2 } }),
      },
    });
    return sample.byModel ? withCalibrations(compiled, [calibrated]) : compiled;
  });

/** As fitted to the sample of CDNOW, in weeks. */
const calibrated: Calibration = {
  sequence: 1,
  effectiveAt: day(-1),
  currency: 'USD',
  customers: 2_357,
  rfm: {},
  gates: [],
  arrivals: { tea: Math.floor(day(100) / DAY_MS), cup: Math.floor(day(400) / DAY_MS) },
  model: {
    purchase: { kind: 'mbg-nbd', r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, unitDays: 7 },
    logLikelihood: -9582.1,
    customers: 2_357,
  },
};

const history = fc
  .array(
    fc.record({
      order: fc.integer({ min: 0, max: 11 }),
      at: instant,
      totalMinor: fc.integer({ min: 0, max: 20_000 }),
      isRefund: fc.boolean(),
      contents: fc.option(
        fc.record({
          skus: fc.subarray(['tea', 'cup', 'pot', 'tin']),
          discountMinor: fc.constantFrom(0, 500),
          channel: fc.constantFrom('web', 'store'),
        }),
        { freq: 3 },
      ),
    }),
    { maxLength: 16 },
  )
  .map((entries) =>
    entries.map(({ order, at, totalMinor, isRefund, contents }, position): Input => {
      const id = `event-${position}`;
      return isRefund
        ? orderRefunded({ id, orderId: `o${order}`, occurredAt: at, amountMinor: totalMinor + 1 })
        : orderPlaced({ id, orderId: `o${order}`, occurredAt: at, totalMinor, ...contentsOf(contents) });
    }),
  );

const contentsOf = (
  contents: { skus: string[]; discountMinor: number; channel: string } | null,
): Partial<OrderPlaced> =>
  contents === null
    ? {}
    : {
        discountMinor: contents.discountMinor,
        channel: contents.channel,
        items: contents.skus.map((sku, index) => ({ sku, quantity: index + 1, priceMinor: 700 })),
      };

const occurredAt = (input: Input): number => (input.kind === 'tick' ? 0 : input.occurredAt);
const inTimeOrder = (inputs: readonly Input[]) => inputs.toSorted((a, b) => occurredAt(a) - occurredAt(b));
const END = day(1_000);

describe('decide', () => {
  it('gives the same orders and classes for any order of arrival', () => {
    fc.assert(
      fc.property(
        rules,
        history.chain((inputs) =>
          fc.tuple(fc.constant(inputs), fc.shuffledSubarray(inputs, { minLength: inputs.length })),
        ),
        (compiled, [inputs, shuffled]) => {
          fc.pre(inputs.length > 0);
          const ends = [inTimeOrder(inputs), shuffled].map((arriving) => {
            const customer = new LiveCustomer(compiled);
            for (const input of arriving) customer.live(input);
            customer.live(tick(), END);
            // What campaigns did depends on what was known when.
            const {
              messages: _,
              entries: __,
              exposures: ___,
              ...state
            } = customer.state ?? unknownCustomer('');
            return state;
          });
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('returns as dueAt the first instant at which a tick changes anything', () => {
    fc.assert(
      fc.property(rules, history, (compiled, inputs) => {
        const customer = new LiveCustomer(compiled);
        customer.live(reachableByEmail());
        for (const input of inTimeOrder(inputs)) {
          customer.live(input);
          const { dueAt, state } = customer;
          if (state === undefined) continue;
          const probe = (at: number) => {
            const other = new LiveCustomer(compiled);
            other.state = state;
            other.live(tick(), at);
            return other;
          };
          if (dueAt === undefined) {
            expect(probe(day(5_000)).facts).toEqual([]);
          } else {
            expect(probe(dueAt - 1).facts).toEqual([]);
            expect(probe(dueAt).facts).not.toEqual([]);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds at every tick the classes that the history gives from scratch', () => {
    fc.assert(
      fc.property(rules, history, fc.array(instant, { maxLength: 6 }), (compiled, inputs, instants) => {
        const customer = new LiveCustomer(compiled);
        for (const input of inTimeOrder(inputs)) customer.live(input);
        for (const at of instants.toSorted((a, b) => a - b)) {
          customer.live(tick(), at);
          if (customer.state === undefined) continue;
          const { asOf, classes } = customer.state;
          const inForce = rulesAt(compiled, asOf);
          expect(classes).toEqual(classify(customer.state, inForce, compiled.counting, asOf).classes);
        }
      }),
    );
  });

  it('lives through the same facts whether ticks are on time or never come, and with what was foreseen as without', () => {
    fc.assert(
      fc.property(rules, history, (compiled, inputs) => {
        const [onTime, never] = [new LiveCustomer(compiled), new LiveCustomer(compiled)];
        const foreseeing = new LiveCustomer(compiled, { foresees: true });
        const arriving = [reachableByEmail(), ...inTimeOrder(inputs)];
        for (const input of arriving) {
          while (onTime.dueAt !== undefined && onTime.dueAt <= occurredAt(input))
            onTime.live(tick(), onTime.dueAt);
          onTime.live(input);
          never.live(input);
          foreseeing.live(input);
        }
        expect(never.facts).toEqual(onTime.facts);
        expect(never.state).toEqual(onTime.state);
        expect(foreseeing.facts).toEqual(onTime.facts);
        expect(foreseeing.state).toEqual(onTime.state);
      }),
      { numRuns: 1_000 },
    );
  });
});
