import { describe, expect, it } from 'vitest';
import type { CountedOrder } from '../../../../shared/domain/customer/customer-state.ts';
import {
  categoryAffinities,
  channelAffinities,
  hourAffinity,
} from '../../../../shared/domain/segment/affinities.ts';
import { day } from '../../../support/inputs.ts';

const order = (at: number, categories: Record<string, number>, channel?: string): CountedOrder => ({
  orderId: `o${at}`,
  at,
  totalMinor: 5_000,
  currency: 'USD',
  refundedMinor: 0,
  contents: {
    discounted: false,
    ...(channel !== undefined && { channel }),
    items: Object.entries(categories).map(([category, percent]) => ({ sku: category, category, percent })),
  },
});

describe('categoryAffinities', () => {
  it('shares the customer out among categories by value', () => {
    expect(categoryAffinities([order(day(0), { tea: 75, cups: 25 })], 90)).toEqual([
      { name: 'tea', share: 0.75 },
      { name: 'cups', share: 0.25 },
    ]);
  });

  it('weighs a purchase half as much a half-life before the newest', () => {
    const orders = [order(day(0), { tea: 100 }), order(day(90), { cups: 100 })];
    expect(categoryAffinities(orders, 90)).toEqual([
      { name: 'cups', share: 2 / 3 },
      { name: 'tea', share: 1 / 3 },
    ]);
  });

  it('names five at most, and orders equals by name', () => {
    const categories = Object.fromEntries(['f', 'e', 'd', 'c', 'b', 'a'].map((name) => [name, 10]));
    expect(categoryAffinities([order(day(0), categories)], 90).map(({ name }) => name)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it('knows none where the shop tells no categories', () => {
    expect(categoryAffinities([], 90)).toEqual([]);
  });
});

describe('channelAffinities', () => {
  it('puts the channel bought through most first', () => {
    const orders = [order(day(0), {}, 'store'), order(day(1), {}, 'web'), order(day(2), {}, 'web')];
    expect(channelAffinities(orders, 90)[0]?.name).toBe('web');
  });
});

describe('hourAffinity', () => {
  const hourOf = (at: number) => new Date(at).getUTCHours();
  const atHour = (...hours: number[]) => hours.map((hour, n) => order(day(n) + hour * 3_600_000, {}));

  it('finds the hour about which most orders were placed, across midnight too', () => {
    expect(hourAffinity(atHour(9, 20, 21, 22), hourOf)).toEqual({ hour: 21, share: 0.75 });
    expect(hourAffinity(atHour(23, 0, 0, 1, 12), hourOf)).toEqual({ hour: 0, share: 0.8 });
  });

  it('knows none without an order', () => {
    expect(hourAffinity([], hourOf)).toBeUndefined();
  });
});
