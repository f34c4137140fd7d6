import { describe, expect, it } from 'vitest';
import type { CustomerView } from '../../../../shared/domain/customer/customer-view.ts';
import { DAY_MS, type Instant } from '../../../../shared/domain/instant.ts';
import { compileSegments } from '../../../../shared/domain/segment/compiled-segments.ts';
import {
  nextMembershipChange,
  type SegmentMoment,
} from '../../../../shared/domain/segment/next-membership-change.ts';
import { customerView } from '../../../support/customer-view.ts';
import { day } from '../../../support/inputs.ts';

const FIRST = day(-100);
const LAST = day(-10);
const daysSince = (from: Instant, to: Instant) => Math.floor((to - from) / DAY_MS);

/** Bought first a hundred days ago and last ten days ago; three orders of 50 leave the window on days 20, 40 and 60. */
function moment(figures: (at: Instant) => Partial<CustomerView> = () => ({})) {
  const exits = [day(20), day(40), day(60)];
  const seen: Instant[] = [];
  const result: SegmentMoment & { readonly seen: readonly Instant[] } = {
    seen,
    purchases: {
      orders: 5,
      occasions: 5,
      valueMinor: 25_000,
      firstOccasionMinor: 5_000,
      firstAt: FIRST,
      lastAt: LAST,
      lastOccasionAt: LAST,
      previousLastAt: day(-30),
      windowOccasions: 3,
      windowValueMinor: 15_000,
    },
    viewAt: (at, segments) => {
      seen.push(at);
      return customerView({
        segments,
        daysSinceLastOrder: daysSince(LAST, at),
        daysSinceFirstOrder: daysSince(FIRST, at),
        valueInWindow: 50 * exits.filter((exit) => exit > at).length,
        ...figures(at),
      });
    },
    windowExits: () => exits.filter((exit) => exit > day(0)),
  };
  return result;
}

function next(condition: string, members: readonly string[] = [], before?: Instant, at = moment()) {
  const segments = compileSegments([
    { name: 'it', condition },
    { name: 'other', condition: '"it" in segments' },
  ]);
  return nextMembershipChange(segments, members, at, day(0), before);
}

const both = ['it', 'other'];

describe('nextMembershipChange', () => {
  it.each([
    ['daysSinceLastOrder >= 45', [], day(35)],
    ['daysSinceLastOrder > 45', [], day(36)],
    ['44.5 < daysSinceLastOrder', [], day(35)],
    ['daysSinceLastOrder < 45', both, day(35)],
    ['daysSinceLastOrder != 45', both, day(35)],
    ['daysSinceLastOrder == 45', [], day(35)],
    ['daysSinceFirstOrder >= 365', [], day(265)],
    ['valueInWindow <= 100', [], day(20)],
    ['valueInWindow < 100', [], day(40)],
    ['valueInWindow == 0', [], day(60)],
    ['valueInWindow > 0 && orders > 1', both, day(60)],
    ['valueInWindow < 100 && daysSinceLastOrder >= 55', [], day(45)],
    ['valueInWindow < 100 || daysSinceLastOrder >= 55', [], day(40)],
    ['daysSinceFirstOrder - daysSinceLastOrder * 2 < 0', [], day(81)],
  ])('of %s is right', (condition, members, expected) => {
    expect(next(condition, members)).toBe(expected);
  });

  it.each([
    ['orders > 3', both],
    ['daysSinceLastOrder >= 5', both],
    ['daysSinceLastOrder >= 0 && orders > 100', []],
    ['valueInWindow >= 0', both],
    ['daysSinceLastOrder > 10000000000', []],
    ['daysSinceLastOrder * 2 < daysSinceLastOrder', []],
  ])('of %s is never', (condition, members) => {
    expect(next(condition, members)).toBeUndefined();
  });

  it('comes before the end, or not at all', () => {
    expect(next('daysSinceLastOrder >= 45', [], day(35))).toBeUndefined();
    expect(next('daysSinceLastOrder >= 45', [], day(35) + 1)).toBe(day(35));
    expect(next('valueInWindow < 150', [], day(20))).toBeUndefined();
    expect(next('daysSinceLastOrder % 100 == 45', [], day(35))).toBeUndefined();
    expect(next('daysSinceLastOrder % 100 == 45', [], day(35) + 1)).toBe(day(35));
  });

  it('looks at no instant for what time does not change', () => {
    const still = moment();
    expect(next('tier == "mid" && orders > 3 && value > 10', both, undefined, still)).toBeUndefined();
    expect(still.seen).toEqual([]);
    const without = { ...moment(), purchases: undefined };
    expect(next('daysSinceLastOrder >= 45', [], undefined, without)).toBeUndefined();
  });

  it('looks at now and at one instant more for a comparison of days with a number', () => {
    const days = moment();
    expect(next('daysSinceLastOrder >= 45 && tier == "mid"', [], undefined, days)).toBe(day(35));
    expect(days.seen.filter((at) => at !== day(0))).toEqual([day(35)]);
  });

  it('finds a threshold that a prediction falls below within a century by few looks', () => {
    const falling = moment((at) => ({ pAlive: Math.exp(-daysSince(FIRST, at) / 1_000) }));
    const expected = FIRST + Math.ceil(-1_000 * Math.log(0.01)) * DAY_MS;
    expect(next('pAlive < 0.01', [], undefined, falling)).toBe(expected);
    expect(new Set(falling.seen).size).toBeLessThan(30);
  });

  it('finds an expected loss that rises above a threshold and falls again before the end', () => {
    const loss = (at: Instant) => {
      const pAlive = Math.exp(-daysSince(FIRST, at) / 200);
      const worth = 100 * Math.exp(-daysSince(FIRST, at) / 300);
      return { pAlive, lifetimeValue: worth * pAlive, expectedLoss: worth * (1 - pAlive) };
    };
    const days = Array.from({ length: 1_000 }, (_, index) => day(index));
    const peak = Math.max(...days.map((at) => loss(at).expectedLoss));
    const threshold = peak - 0.5;
    const isAbove = (at: Instant) => loss(at).expectedLoss > threshold;
    const [enters, leaves] = [days.find(isAbove), days.findLast(isAbove)];
    if (enters === undefined || leaves === undefined) throw new Error('The loss does not cross it.');
    expect(isAbove(day(0)) || isAbove(day(999))).toBe(false);
    const condition = `expectedLoss > ${threshold}`;
    const curve = moment(loss);
    expect(next(condition, [], undefined, curve)).toBe(enters);
    expect(new Set(curve.seen).size).toBeLessThan(400);
    const segments = compileSegments([{ name: 'it', condition }]);
    expect(nextMembershipChange(segments, ['it'], moment(loss), enters, undefined)).toBe(leaves + DAY_MS);
    expect(next(`expectedLoss > ${peak + 0.1}`, [], undefined, moment(loss))).toBeUndefined();
  });

  it('lets what a customer lacks stay away', () => {
    const unpredicted = moment(() => ({ pAlive: -1, lifetimeValue: -1, expectedLoss: -1 }));
    for (const condition of ['pAlive < 0.5', 'expectedLoss != 3', 'pAlive * 2.0 < lifetimeValue'])
      expect(next(condition, [], undefined, unpredicted)).toBeUndefined();
    expect(new Set(unpredicted.seen)).toEqual(new Set([day(0)]));
  });
});
