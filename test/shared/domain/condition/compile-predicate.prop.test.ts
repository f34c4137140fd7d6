import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePredicate } from '../../../../shared/domain/condition/compile-predicate.ts';
import { createConditionEnvironment } from '../../../../shared/domain/condition/condition-environment.ts';
import { ViewContext } from '../../../../shared/domain/condition/view-context.ts';
import type { CustomerView } from '../../../../shared/domain/customer/customer-view.ts';
import { customerView } from '../../../support/customer-view.ts';
import { sampleCondition } from '../../../support/segment-samples.ts';

const environment = createConditionEnvironment();

/** What the evaluator of the whole language says; undefined where it throws. */
function verdictOf(expression: string, view: CustomerView): unknown {
  try {
    return environment.parse(expression)(new ViewContext(view));
  } catch {
    return undefined;
  }
}

const maybeAbsent = (max: number) => fc.oneof(fc.constant(-1), fc.double({ min: 0, max, noNaN: true }));

const sampleView = fc
  .record({
    tier: fc.constantFrom('head', 'mid', 'tail'),
    stage: fc.constantFrom('new', 'active', 'lapsed'),
    orders: fc.integer({ min: 0, max: 5 }),
    averageOrderValue: fc.integer({ min: 0, max: 120 }),
    daysSinceLastOrder: fc.integer({ min: -1, max: 500 }),
    daysSinceFirstOrder: fc.integer({ min: -1, max: 500 }),
    valueInWindow: fc.integer({ min: 0, max: 400 }),
    pAlive: maybeAbsent(1),
    expectedOrders: maybeAbsent(4),
    lifetimeValue: maybeAbsent(300),
    expectedLoss: maybeAbsent(150),
    segments: fc.subarray(['vip', 'lost', 'tea']),
    noveltyNeed: fc.constantFrom('', 'mixed'),
  })
  .map((sample): CustomerView => customerView(sample));

const other = fc.constantFrom(
  '"vip" in segments',
  '!("lost" in segments)',
  'tier in ["mid", "head"]',
  'orders in [1, 2, 3]',
  'noveltyNeed == "" || hasEmail',
  'hasPhone == false && emailConsent',
  'orders == expectedOrders',
  'pAlive < expectedOrders',
  'topCategory in categories',
  'attributes.vip == true',
  'attributes.nothing == 3',
  '"vip" in attributes',
  '!("nothing" in attributes)',
  '!(noveltyNeed in attributes)',
  '-1 < daysSinceLastOrder',
);

const expression = fc.oneof(
  sampleCondition,
  other,
  fc.tuple(other, sampleCondition).map(([left, right]) => `(${left}) && (${right})`),
  fc.tuple(sampleCondition, other).map(([left, right]) => `!((${left}) || (${right}))`),
);

describe('compilePredicate', () => {
  it('says of any customer what the evaluator of the whole language says', () => {
    const seen = { compiled: 0, true: 0, false: 0, undefined: 0 };
    fc.assert(
      fc.property(expression, sampleView, (condition, view) => {
        const predicate = compilePredicate(environment.parse(condition).ast);
        if (predicate === undefined) return;
        const verdict = predicate(view);
        seen.compiled += 1;
        seen[`${verdict}`] += 1;
        expect(verdict, condition).toBe(verdictOf(condition, view));
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(seen.true, seen.false, seen.undefined)).toBeGreaterThan(50);
    expect(seen.compiled).toBeGreaterThan(1_000);
  });
});
