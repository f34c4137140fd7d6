import { countsAsPurchase } from '../customer/order-book.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { keepLastAnswer } from '../keep-last-answer.ts';
import type { PurchaseHistory } from './purchase-summary.ts';

export interface Affinity {
  readonly name: string;
  /** Part of all, 0 to 1. */
  readonly share: number;
}

const CATEGORIES_SHOWN = 5;

/**
 * The categories that the customer buys from most, by value, at most five. A purchase weighs half as much for every half-life
 * that it lies before the newest one: all weights fade alike, so the shares only change when something is bought.
 */
export const categoryAffinities = keepLastAnswer(
  (orders: PurchaseHistory['orders'], halfLifeDays: number): readonly Affinity[] =>
    weighByAge(orders, halfLifeDays, ({ contents }) =>
      (contents?.items ?? []).flatMap(({ category, percent }): [string, number][] =>
        category === undefined ? [] : [[category, percent]],
      ),
    ).slice(0, CATEGORIES_SHOWN),
);

/** The channels that the customer buys through, by orders, the preferred one first. */
export const channelAffinities = (
  orders: PurchaseHistory['orders'],
  halfLifeDays: number,
): readonly Affinity[] =>
  weighByAge(orders, halfLifeDays, ({ contents }) =>
    contents?.channel === undefined ? [] : [[contents.channel, 1]],
  );

export interface HourAffinity {
  /** 0 to 23, in the zone that was asked for. */
  readonly hour: number;
  /** Part of all orders that fall within an hour of it. */
  readonly share: number;
}

/** The hour of the day about which most orders were placed: the middle of the best three hours. Undefined without an order. */
export function hourAffinity(
  orders: PurchaseHistory['orders'],
  hourOf: (at: Instant) => number,
): HourAffinity | undefined {
  const counts = new Array<number>(24).fill(0);
  let all = 0;
  for (const order of orders) {
    if (!countsAsPurchase(order)) continue;
    const hour = hourOf(order.at);
    for (const near of [hour + 23, hour, hour + 1]) counts[near % 24] = (counts[near % 24] ?? 0) + 1;
    all += 1;
  }
  if (all === 0) return undefined;
  const most = Math.max(...counts);
  return { hour: middleOfRun(counts, most), share: most / all };
}

/** Of the hours with the same highest count, the middle one of the first run. */
function middleOfRun(counts: readonly number[], most: number): number {
  const first = counts.indexOf(most);
  let last = first;
  while (counts[last + 1] === most) last += 1;
  return Math.floor((first + last) / 2);
}

function weighByAge(
  orders: PurchaseHistory['orders'],
  halfLifeDays: number,
  namesOf: (order: PurchaseHistory['orders'][number]) => readonly (readonly [string, number])[],
): Affinity[] {
  const weights = new Map<string, number>();
  const newest = orders.at(-1)?.at ?? 0;
  let all = 0;
  for (const order of orders) {
    if (!countsAsPurchase(order)) continue;
    const weight = 2 ** (-(newest - order.at) / DAY_MS / halfLifeDays);
    for (const [name, part] of namesOf(order)) {
      weights.set(name, (weights.get(name) ?? 0) + weight * part);
      all += weight * part;
    }
  }
  if (all === 0) return [];
  return [...weights]
    .map(([name, weight]) => ({ name, share: weight / all }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}
