import { seededRandom } from '../../../../../cli/demo-shop/seeded-random.ts';
import type { CountedOrder } from '../../../../../shared/domain/customer/customer-state.ts';
import { DAY_MS, type Instant } from '../../../../../shared/domain/instant.ts';
import type { PurchaseModel } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import type { PurchaseHistory } from '../../../../../shared/domain/segment/purchase-summary.ts';
import { day } from '../../../../support/inputs.ts';
import { simulateBuyers } from '../../../../support/simulated-buyers.ts';

/** A customer who bought at these instants, for so much each time, in cents. */
export const whoBought = (instants: readonly Instant[], totalMinor = 5_000): PurchaseHistory => ({
  orders: instants.map(
    (at, position): CountedOrder => ({
      orderId: `o${position}`,
      at,
      totalMinor,
      currency: 'USD',
      refundedMinor: 0,
    }),
  ),
});

/** When the customers of `somebodies` are looked at: a year after the first of them came. */
export const LEARNED_AT = day(365);

const STORY: PurchaseModel = { kind: 'mbg-nbd', r: 1.2, alpha: 6, a: 0.8, b: 2.5, unitDays: 7 };

/** Customers who came within a year, each when chance would have it, and buy as the model tells; the same for a seed. */
export function somebodies(
  count: number,
  { seed = 7, story = STORY }: { readonly seed?: number; readonly story?: PurchaseModel } = {},
): PurchaseHistory[] {
  const random = seededRandom(seed);
  const days = Array.from({ length: count }, () => random.integer(0, 359));
  const T = (index: number): number => (365 - (days[index] ?? 0)) / story.unitDays;
  return [...simulateBuyers(story, { customers: count, T, seed })].map(({ pattern: { x, tx } }, index) => {
    const firstAt = day(days[index] ?? 0);
    const pauses = Array.from({ length: x }, (_, order) => ((order + 1) / x) * tx * story.unitDays);
    return whoBought(
      [firstAt, ...pauses.map((pause) => firstAt + Math.round(pause) * DAY_MS)],
      random.integer(1_000, 9_999),
    );
  });
}
