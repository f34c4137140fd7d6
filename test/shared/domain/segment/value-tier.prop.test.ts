import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedOrder } from '../../../../shared/domain/customer/customer-state.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { TierRules } from '../../../../shared/domain/segment/tier-rules.ts';
import { classifyWindow } from '../../../../shared/domain/segment/value-tier.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';

const { counting } = rulesWith();

const orders = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 400 }),
      hours: fc.constantFrom(0, 0, 5, 12),
      totalMinor: fc.integer({ min: 0, max: 20_000 }),
    }),
    { maxLength: 14 },
  )
  .map((samples) =>
    samples
      .map(
        ({ days, hours, totalMinor }, index): CountedOrder => ({
          orderId: `o${index}`,
          at: day(days) + hours * 3_600_000,
          totalMinor,
          currency: 'USD',
          refundedMinor: 0,
        }),
      )
      .sort((a, b) => a.at - b.at || (a.orderId < b.orderId ? -1 : 1)),
  );

const rules = fc
  .record({
    windowDays: fc.integer({ min: 1, max: 300 }),
    midMinor: fc.integer({ min: 1, max: 20_000 }),
    above: fc.integer({ min: 1, max: 30_000 }),
    hysteresis: fc.constantFrom(0, 0.1, 0.4, 0.9),
    midOccasions: fc.integer({ min: 2, max: 4 }),
    occasionsSlack: fc.constantFrom(0, 1),
  })
  .map(
    ({ above, ...sample }): TierRules => ({
      ...sample,
      headMinor: sample.midMinor + above,
      highOccasions: sample.midOccasions + 2,
    }),
  );

interface Standing {
  readonly at: number;
  readonly tier: string;
  readonly frequency: string;
  readonly valueMinor: number;
  readonly occasions: number;
}

const RANK: Readonly<Record<string, number>> = { tail: 0, mid: 1, head: 2, low: 0, high: 2 };

/** The customer's way through the classes, worked out slowly: what stands in the window at each instant at which it changes. */
function wayThrough(history: readonly CountedOrder[], tiers: TierRules): Standing[] {
  const windowMs = tiers.windowDays * DAY_MS;
  const instants = [...new Set(history.flatMap(({ at }) => [at, at + windowMs]))].sort((a, b) => a - b);
  const way: Standing[] = [{ at: -Infinity, tier: 'tail', frequency: 'low', valueMinor: 0, occasions: 0 }];
  for (const at of instants) {
    const inside = history.filter((order) => order.at <= at && at < order.at + windowMs);
    const valueMinor = inside.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    const occasions = new Set(inside.map((order) => Math.floor(order.at / DAY_MS))).size;
    const { tier, frequency } = way.at(-1) ?? { tier: 'tail', frequency: 'low' };
    const keeps = (threshold: number, rank: number, held: string, lower: number): boolean =>
      threshold <= lower || ((RANK[held] ?? 0) >= rank && threshold * (1 - tiers.hysteresis) <= lower);
    const counts = (threshold: number, rank: number, held: string): boolean =>
      threshold <= occasions || ((RANK[held] ?? 0) >= rank && threshold - tiers.occasionsSlack <= occasions);
    way.push({
      at,
      valueMinor,
      occasions,
      tier: keeps(tiers.headMinor, 2, tier, valueMinor)
        ? 'head'
        : keeps(tiers.midMinor, 1, tier, valueMinor)
          ? 'mid'
          : 'tail',
      frequency: counts(tiers.highOccasions, 2, frequency)
        ? 'high'
        : counts(tiers.midOccasions, 1, frequency)
          ? 'mid'
          : 'low',
    });
  }
  return way;
}

describe('classifyWindow', () => {
  it('gives the classes that the way through the window led to, at any instant', () => {
    fc.assert(
      fc.property(orders, rules, fc.integer({ min: 0, max: 800 }), (history, tiers, days) => {
        const now = day(days);
        const past = history.filter(({ at }) => at <= now);
        const known = wayThrough(past, tiers).findLast(({ at }) => at <= now);
        const { tier, frequency } = classifyWindow({ orders: past }, tiers, counting, now);
        expect({ tier, frequency }).toEqual({ tier: known?.tier, frequency: known?.frequency });
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the first instant at which orders leaving the window change a class', () => {
    fc.assert(
      fc.property(orders, rules, fc.integer({ min: 0, max: 800 }), (history, tiers, days) => {
        const now = day(days);
        const past = history.filter(({ at }) => at <= now);
        const way = wayThrough(past, tiers);
        const known = way.findLast(({ at }) => at <= now);
        const change = way.find(
          ({ at, tier, frequency }) => at > now && (tier !== known?.tier || frequency !== known?.frequency),
        );
        expect(classifyWindow({ orders: past }, tiers, counting, now).nextChange).toBe(change?.at);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never changes a tier back unless the value has moved by the hysteresis since', () => {
    fc.assert(
      fc.property(orders, rules, (history, tiers) => {
        const { headMinor, midMinor, hysteresis } = tiers;
        let before: Standing | undefined;
        for (const standing of wayThrough(history, tiers)) {
          const now = classifyWindow(
            { orders: history.filter(({ at }) => at <= standing.at) },
            tiers,
            counting,
            standing.at,
          );
          if (before !== undefined && now.tier !== before.tier) {
            const rises = (RANK[now.tier] ?? 0) > (RANK[before.tier] ?? 0);
            const threshold = (rises ? now.tier : before.tier) === 'head' ? headMinor : midMinor;
            if (rises) expect(standing.valueMinor).toBeGreaterThanOrEqual(threshold);
            else expect(standing.valueMinor).toBeLessThan(threshold * (1 - hysteresis));
          }
          before = { ...standing, tier: now.tier };
        }
      }),
    );
  });
});
