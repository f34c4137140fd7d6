import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recheckCustomer } from '../../../../shared/app/calibrate/recheck-customer.ts';
import { RULES_SETTLE_MS } from '../../../../shared/app/current-rules.ts';
import { type CompiledRules, withCalibrations } from '../../../../shared/domain/compiled-rules.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import { DAY_MS, type Instant } from '../../../../shared/domain/instant.ts';
import type { Calibration } from '../../../../shared/domain/segment/calibration.ts';
import { day, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { anyCalibrations, anyHappenings, anyLearningRules, END, type Happening } from './any-calibrations.ts';
import { LittlePipeline } from './little-pipeline.ts';

/** The customer by the calibration in force at `at` alone, as if no other had ever been. */
function fromScratch(
  rules: CompiledRules,
  calibrations: readonly Calibration[],
  happenings: readonly Happening[],
  at: Instant,
): LiveCustomer {
  const inForce = calibrations.findLast(({ effectiveAt }) => effectiveAt <= at);
  const always = inForce === undefined ? [] : [{ ...inForce, sequence: 1, effectiveAt: day(-1_000) }];
  const customer = new LiveCustomer(withCalibrations(rules, always));
  for (const { input } of happenings) customer.live(input);
  if (happenings.length > 0) customer.live(tick(), at);
  return customer;
}

const standing = (state: CustomerState | undefined) => state && [state.classes, state.segments];
const instants = fc
  .array(fc.integer({ min: day(1), max: END }), { minLength: 4, maxLength: 8 })
  .map((list) => list.toSorted((one, other) => one - other));

describe('decide by calibrations that follow one another', () => {
  it('holds at every tick, on time or late, the classes that the calibration in force gives from scratch', () => {
    let found = 0;
    fc.assert(
      fc.property(
        anyLearningRules,
        anyCalibrations,
        anyHappenings,
        instants,
        fc.boolean(),
        (rules, calibrations, happenings, at, isOnTime) => {
          const calibrated = withCalibrations(rules, calibrations);
          const own = happenings.filter(({ customerId }) => customerId === 'c0');
          const customer = new LiveCustomer(calibrated);
          const passTo = (to: Instant) => {
            while (isOnTime && customer.dueAt !== undefined && customer.dueAt <= to)
              customer.live(tick(), customer.dueAt);
          };
          let lived = 0;
          for (const probe of at) {
            for (; (own[lived]?.at ?? Number.POSITIVE_INFINITY) <= probe; lived += 1) {
              const happening = own[lived];
              if (happening === undefined) break;
              passTo(happening.at);
              customer.live(happening.input);
            }
            if (lived === 0) continue;
            passTo(probe);
            customer.live(tick(), probe);
            const expected = fromScratch(rules, calibrations, own.slice(0, lived), probe);
            expect(standing(customer.state)).toEqual(standing(expected.state));
            found += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(300);
  });
});

describe('recheckCustomer', () => {
  it('leaves nobody stale once everybody follows it, whenever decide came to know, by due instants alone', () => {
    const seen = { probes: 0, rechecked: 0 };
    fc.assert(
      fc.property(
        anyLearningRules,
        anyCalibrations,
        anyHappenings,
        instants,
        fc.integer({ min: 0, max: RULES_SETTLE_MS }),
        fc.constantFrom(60_000, 3_600_000, 5 * DAY_MS),
        (rules, calibrations, happenings, at, knownAfterMs, sweepEveryMs) => {
          const terms = { rules, calibrations, knownAfterMs, sweepEveryMs };
          const pipeline = new LittlePipeline(terms, day(-1), END);
          const customers = [...new Set(happenings.map(({ customerId }) => customerId))];
          let lived = 0;
          /** Answers when somebody should become another by time alone. */
          const probe = (at: Instant): Instant[] => {
            for (; (happenings[lived]?.at ?? Number.POSITIVE_INFINITY) <= at; lived += 1) {
              const happening = happenings[lived];
              if (happening === undefined) break;
              pipeline.passTo(happening.at);
              pipeline.decide(happening.customerId, happening.input, happening.at);
            }
            pipeline.passTo(at);
            // Within the minute before a recheck some may decide by the former calibration.
            const isSettling = calibrations.some(
              ({ effectiveAt }) => at >= effectiveAt && at < effectiveAt + RULES_SETTLE_MS,
            );
            if (isSettling) return [];
            pipeline.sweep(at);
            return customers.flatMap((customerId) => {
              const own = happenings.slice(0, lived).filter((each) => each.customerId === customerId);
              const expected = fromScratch(rules, calibrations, own, at);
              expect(standing(pipeline.state(customerId))).toEqual(standing(expected.state));
              seen.probes += 1;
              return expected.dueAt ?? [];
            });
          };
          at.forEach((instant, position) => {
            const before = at[position + 1] ?? END;
            const next = probe(instant).toSorted((one, other) => one - other);
            for (const dueAt of next) if (dueAt < before) probe(dueAt);
          });
          seen.rechecked += pipeline.rechecked;
        },
      ),
      { numRuns: 100 },
    );
    expect(seen.probes).toBeGreaterThan(300);
    expect(seen.rechecked).toBeGreaterThan(100);
  });

  it('finds nobody whom it has found before: after their tick they are as they should be', () => {
    fc.assert(
      fc.property(anyLearningRules, anyCalibrations, anyHappenings, (rules, calibrations, happenings) => {
        const calibrated = withCalibrations(rules, calibrations);
        const customer = new LiveCustomer(rules);
        for (const { customerId, input } of happenings) if (customerId === 'c0') customer.live(input);
        if (customer.state === undefined) return;
        const before = recheckCustomer(customer.state, customer.dueAt, calibrated, END);
        const after = new LiveCustomer(calibrated);
        after.state = customer.state;
        after.live({ ...tick(), isRecheck: true }, END);
        if (after.state === undefined) return;
        expect(recheckCustomer(after.state, after.dueAt, calibrated, END)).toBe('same');
        if (before === 'changed') expect(standing(after.state)).not.toEqual(standing(customer.state));
        else expect(standing(after.state)).toEqual(standing(customer.state));
      }),
      { numRuns: 100 },
    );
  });
});
