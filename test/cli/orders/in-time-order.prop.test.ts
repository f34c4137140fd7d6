import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTimeOrder } from '../../../cli/orders/in-time-order.ts';
import type { ShopEvent } from '../../../shared/contracts/shop-event.ts';
import { collect } from '../../support/collect.ts';
import { smallOrder } from './small-order.ts';

/** By so many at a time. */
async function* bySome<T>(all: readonly T[], many: number): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < all.length; start += many) yield all.slice(start, start + many);
}

const inOrder = async (events: readonly ShopEvent[], memoryEvents: number, many = 2): Promise<ShopEvent[]> =>
  await collect(await inTimeOrder(bySome(events, many), { memoryEvents }));

const idsInOrder = async (...asked: Parameters<typeof inOrder>): Promise<string[]> =>
  (await inOrder(...asked)).map(({ id }) => id);

describe('inTimeOrder', () => {
  it.each([
    ['in memory', 100],
    ['on disk', 2],
  ])(
    'sorts by instant, not by text, and keeps the file order within an instant (%s)',
    async (_where, memoryEvents) => {
      const events = [
        smallOrder('late', '2025-05-11T10:00:00Z'),
        smallOrder('early-b', '2025-05-11T11:00:00+02:00'),
        smallOrder('early-a', '2025-05-11T09:00:00.000Z'),
        smallOrder('first', '2025-05-10T23:00:00Z'),
      ];
      expect(await idsInOrder(events, memoryEvents)).toEqual(['first', 'early-b', 'early-a', 'late']);
    },
  );

  it('gives the same on disk as in memory', async () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(minutes, fc.integer({ min: 1, max: 5 }), async (at, many) => {
        const events = at.map((minute, index) =>
          smallOrder(`o${index}`, `2025-05-11T10:${String(minute).padStart(2, '0')}:00Z`),
        );
        expect(await idsInOrder(events, 3, many)).toEqual(await idsInOrder(events, 1000));
      }),
      { numRuns: 25 },
    );
  });

  it('loses no part of an event on disk', async () => {
    const event = smallOrder('a', '2025-05-11T10:00:00Z', '茶');
    expect(await inOrder([event], 0)).toEqual([event]);
  });
});
