import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSegments } from '../../../../shared/domain/segment/compiled-segments.ts';
import { memberships } from '../../../../shared/domain/segment/memberships.ts';
import type { SegmentRules } from '../../../../shared/domain/segment/segment-rules.ts';
import { customerView } from '../../../support/customer-view.ts';
import { sampleSegments } from '../../../support/segment-samples.ts';

/** The memberships of a customer, and the members with which the customer was asked for. */
function membersOf(segments: readonly SegmentRules[], overrides: Parameters<typeof customerView>[0] = {}) {
  const asked: (readonly string[])[] = [];
  const members = memberships(compileSegments(segments), (named) => {
    asked.push(named);
    return customerView({ ...overrides, segments: named });
  });
  return { members, asked };
}

describe('memberships', () => {
  it('gives the names in the order of their code units, and asks for the customer once', () => {
    const segments = ['waist', 'b-10', 'a', 'b-9', 'B'].map((name) => ({ name, condition: 'tier == "mid"' }));
    expect(membersOf([...segments, { name: 'c', condition: 'tier == "head"' }])).toEqual({
      members: ['B', 'a', 'b-10', 'b-9', 'waist'],
      asked: [[]],
    });
  });

  it('does not ask for the customer of a shop without segments', () => {
    expect(membersOf([])).toEqual({ members: [], asked: [] });
  });

  it('lets each level of segments see the ones before it', () => {
    const segments = [
      { name: 'third', condition: '"second" in segments && !("none" in segments)' },
      { name: 'second', condition: '"first" in segments' },
      { name: 'none', condition: 'orders > 1000' },
      { name: 'first', condition: 'orders > 1' },
    ];
    expect(membersOf(segments)).toEqual({
      members: ['first', 'second', 'third'],
      asked: [[], ['first'], ['first', 'second']],
    });
  });

  it('follows a chain of any length to its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9 }), (length, orders) => {
        const chain = Array.from({ length }, (_, index) => ({
          name: `s${index}`,
          condition: index === 0 ? 'orders > 4' : `!("s${index - 1}" in segments)`,
        }));
        const { members } = membersOf(chain.toReversed(), { orders });
        const expected = chain.flatMap(({ name }, index) => (orders > 4 === (index % 2 === 0) ? [name] : []));
        expect(members).toEqual(expected.sort());
      }),
      { numRuns: 50 },
    );
  });

  it('is the same in whatever order the segments are given', () => {
    const orders = sampleSegments.chain((segments) =>
      fc.tuple(
        fc.constant(segments),
        fc.shuffledSubarray([...segments], { minLength: segments.length }),
        fc.record({
          daysSinceLastOrder: fc.integer({ min: -1, max: 400 }),
          pAlive: fc.double({ min: 0, max: 1, noNaN: true }),
          valueInWindow: fc.integer({ min: 0, max: 400 }),
          orders: fc.integer({ min: 0, max: 6 }),
        }),
      ),
    );
    fc.assert(
      fc.property(orders, ([segments, shuffled, overrides]) => {
        expect(membersOf(shuffled, overrides).members).toEqual(membersOf(segments, overrides).members);
      }),
      { numRuns: 300 },
    );
  });
});
