import { describe, expect, it } from 'vitest';
import {
  bucketDays,
  bucketStart,
  fittingUnit,
  nextStart,
  spanOf,
} from '../../../console/chart/bucket-days.ts';
import { niceTicks } from '../../../console/chart/nice-ticks.ts';
import type { DayReport } from '../../../shared/app/console/read-days.ts';

const dayReport = (day: string, orders: number): DayReport => ({
  day,
  orders,
  refunds: 0,
  customers: 0,
  revenue: {},
  refunded: {},
  requested: 0,
  sent: 0,
  suppressed: 0,
});
const orders = (day: DayReport): number => day.orders;

describe('bucketDays', () => {
  it('begins weeks on Monday and months on the first, across the end of a year', () => {
    expect(bucketStart('2026-01-01', 'week')).toBe('2025-12-29');
    expect(bucketStart('2025-12-29', 'week')).toBe('2025-12-29');
    expect(bucketStart('2026-01-04', 'week')).toBe('2025-12-29');
    expect(bucketStart('2026-01-31', 'month')).toBe('2026-01-01');
    expect(nextStart('2025-12-29', 'week')).toBe('2026-01-05');
    expect(nextStart('2025-12-01', 'month')).toBe('2026-01-01');
  });

  it('leaves days as they are, with those between', () => {
    expect(nextStart('2026-02-28', 'day')).toBe('2026-03-01');
    const days = [dayReport('2026-01-01', 3), dayReport('2026-01-03', 1)];
    expect(bucketDays(days, 'day', '2026-01-03', orders)).toEqual([
      { start: '2026-01-01', isUnfinished: false, value: 3 },
      { start: '2026-01-02', isUnfinished: false, value: 0 },
      { start: '2026-01-03', isUnfinished: true, value: 1 },
    ]);
    expect(spanOf(days)).toBe(2);
    expect(spanOf([])).toBe(0);
  });

  it('loses nothing, and fills what lies between with nought', () => {
    const days = [dayReport('2026-01-01', 3), dayReport('2026-01-03', 1), dayReport('2026-03-31', 5)];
    expect(bucketDays(days, 'month', '2026-06-01', orders)).toEqual([
      { start: '2026-01-01', isUnfinished: false, value: 4 },
      { start: '2026-02-01', isUnfinished: false, value: 0 },
      { start: '2026-03-01', isUnfinished: false, value: 5 },
    ]);
    const weeks = bucketDays(days, 'week', '2026-06-01', orders);
    expect(weeks).toHaveLength(14);
    expect(weeks.reduce((sum, { value }) => sum + value, 0)).toBe(9);
  });

  it('marks the period that is not over', () => {
    const days = [dayReport('2026-01-31', 1), dayReport('2026-02-01', 1)];
    const unfinished = (today: string) =>
      bucketDays(days, 'month', today, orders).map(({ isUnfinished }) => isUnfinished);
    expect(unfinished('2026-02-01')).toEqual([false, true]);
    expect(unfinished('2026-03-01')).toEqual([false, false]);
  });

  it('is empty where there are no days', () => {
    expect(bucketDays([], 'week', '2026-01-01', orders)).toEqual([]);
    expect(fittingUnit([])).toBe('week');
  });

  it('takes months where there would be more than a year of weeks', () => {
    expect(fittingUnit([dayReport('2025-01-01', 1), dayReport('2025-12-31', 1)])).toBe('week');
    expect(fittingUnit([dayReport('2025-01-01', 1), dayReport('2026-06-30', 1)])).toBe('month');
  });
});

describe('niceTicks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 0.5, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 5, 10]],
    [164, [0, 100, 200]],
    [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
  ])('reaches %d in round steps', (max, ticks) => {
    expect(niceTicks(max)).toEqual(ticks);
  });
});
