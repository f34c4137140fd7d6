import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownQuota, SendPace } from '../../../../../shared/app/deliver/pace/send-pace.ts';
import { type Demand, takeSlots } from '../../../../../shared/app/deliver/pace/take-slots.ts';

const quotaOf = (perSecond: number, perDay?: number): KnownQuota => ({
  perSecond,
  ...(perDay !== undefined && { perDay }),
  sentLastDay: 0,
  readAt: 0,
  taken: 0,
});

/** Batches of demands, each reserved a while after the last by a worker whose clock is off by so much. */
const batchesArbitrary = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 3_000 }),
    skewMs: fc.double({ min: -50, max: 50, noNaN: true }),
    size: fc.integer({ min: 1, max: 25 }),
    promotional: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
    /** From the slot until the provider has it. */
    latenessMs: fc.array(fc.double({ min: 0, max: 11, noNaN: true }), { minLength: 25, maxLength: 25 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('takeSlots', () => {
  it('sends no more than the rate in any second at the provider, with clocks that differ by 100 ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), batchesArbitrary, (perSecond, batches) => {
        let pace: SendPace & { quota: KnownQuota } = { free: 0, quota: quotaOf(perSecond) };
        let now = 1_000_000;
        const arrivals: number[] = [];
        for (const { afterMs, skewMs, size, promotional, latenessMs } of batches) {
          now += afterMs;
          const demands: Demand[] = Array.from({ length: size }, (_, position) => ({
            weight: 1,
            isPromotional: promotional[position] ?? true,
            patienceMs: 15_000,
          }));
          const taken = takeSlots(pace, demands, { share: 0.9 }, now + skewMs);
          pace = { ...taken.pace, quota: taken.pace.quota ?? pace.quota };
          for (const [position, slot] of taken.slots.entries())
            if (slot.status === 'slot') arrivals.push(slot.at - skewMs + (latenessMs[position] ?? 0));
        }
        expect(busiestSecond(arrivals)).toBeLessThanOrEqual(perSecond);
      }),
      { numRuns: 300 },
    );
  });

  it('gives out no more than the day has room for, and keeps a part for transactional messages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 200 }),
        batchesArbitrary,
        (perDay, sentLastDay, batches) => {
          let pace: SendPace & { quota: KnownQuota } = {
            free: 0,
            quota: { ...quotaOf(1_000_000, perDay), sentLastDay },
          };
          const given = { promotional: 0, transactional: 0 };
          for (const { size, promotional } of batches) {
            const demands: Demand[] = promotional
              .slice(0, size)
              .map((isPromotional) => ({ weight: 1, isPromotional, patienceMs: 15_000 }));
            const taken = takeSlots(pace, demands, { share: 1 }, 1_000_000);
            pace = { ...taken.pace, quota: taken.pace.quota ?? pace.quota };
            for (const [position, slot] of taken.slots.entries())
              if (slot.status === 'slot')
                given[demands[position]?.isPromotional ? 'promotional' : 'transactional'] += 1;
              else expect(slot).toMatchObject({ reason: 'daily-quota', until: 1_900_000 });
          }
          const room = Math.max(0, perDay - sentLastDay);
          expect(given.promotional + given.transactional).toBeLessThanOrEqual(room);
          expect(given.promotional).toBeLessThanOrEqual(Math.max(0, room - Math.ceil(perDay * 0.05)));
        },
      ),
    );
  });

  it('gives no slot before the claims of all that reserve together can be written', () => {
    const demand = { weight: 1, isPromotional: true, patienceMs: 15_000 };
    const first = (free: number, count: number) => {
      const demands = Array.from({ length: count }, () => demand);
      return takeSlots({ free, quota: quotaOf(10) }, demands, { share: 1, claimMs: 5 }, 5_000).slots[0];
    };
    expect(first(0, 1)).toEqual({ status: 'slot', at: 5_005 });
    expect(first(0, 25)).toEqual({ status: 'slot', at: 5_125 });
    expect(first(6_000, 25)).toEqual({ status: 'slot', at: 6_000 });
  });

  it('gives transactional messages the first slots of a batch', () => {
    const demands = [true, true, false].map((isPromotional) => ({
      weight: 1,
      isPromotional,
      patienceMs: 15_000,
    }));
    const { slots } = takeSlots({ free: 0, quota: quotaOf(10) }, demands, { share: 1 }, 5_000);
    expect(slots.map((slot) => slot.status === 'slot' && slot.at)).toEqual([5_100, 5_200, 5_000]);
  });

  it('leaves a text the room of its parts', () => {
    const demands = [3, 1].map((weight) => ({ weight, isPromotional: true, patienceMs: 15_000 }));
    const { slots } = takeSlots({ free: 0, quota: quotaOf(10) }, demands, { share: 1 }, 5_000);
    expect(slots).toEqual([
      { status: 'slot', at: 5_000 },
      { status: 'slot', at: 5_300 },
    ]);
  });

  it('takes nothing for a message whose slot lies beyond its patience, and says when to come again', () => {
    const before: SendPace & { quota: KnownQuota } = { free: 30_000, quota: quotaOf(10) };
    const demand = { weight: 1, isPromotional: true, patienceMs: 15_000 };
    const { pace, slots } = takeSlots(before, [demand], { share: 1 }, 5_000);
    expect(slots).toEqual([{ status: 'later', until: 30_000, reason: 'rate' }]);
    expect(pace).toEqual(before);
  });

  it('gives nothing out while the provider has closed the day', () => {
    const before = { free: 0, closedUntil: 6_000, quota: quotaOf(10) };
    const demand = { weight: 1, isPromotional: false, patienceMs: 15_000 };
    expect(takeSlots(before, [demand], { share: 1 }, 5_000).slots).toEqual([
      { status: 'later', until: 6_000, reason: 'daily-quota' },
    ]);
    expect(takeSlots(before, [demand], { share: 1 }, 6_000).slots).toMatchObject([{ status: 'slot' }]);
  });
});

/** The most arrivals in any half-open second. */
function busiestSecond(arrivals: readonly number[]): number {
  const sorted = arrivals.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [position, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= 1_000) first += 1;
    most = Math.max(most, position - first + 1);
  }
  return most;
}
