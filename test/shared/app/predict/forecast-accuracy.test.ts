import { describe, expect, it } from 'vitest';
import { compareAliveDeciles } from '../../../../shared/app/predict/alive-deciles.ts';
import { forecastByBaselines } from '../../../../shared/app/predict/baseline-forecasts.ts';
import { measureAccuracy } from '../../../../shared/app/predict/forecast-accuracy.ts';
import { rankCorrelation } from '../../../../shared/app/predict/rank-correlation.ts';

describe('rankCorrelation', () => {
  it('is 1 where two agree in order, -1 where they are opposed, 0 where one says nothing', () => {
    expect(rankCorrelation([1, 2, 3], [10, 200, 3_000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBe(0);
    expect(rankCorrelation([], [])).toBe(0);
  });

  it('gives ties their mean rank', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5).
    expect(rankCorrelation([1, 2, 2, 3], [1, 3, 2, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  });
});

describe('measureAccuracy', () => {
  it('compares totals, customers, and classes of how often they had bought', () => {
    const accuracy = measureAccuracy([
      { x: 0, forecast: 1, actual: 0 },
      { x: 0, forecast: 1, actual: 4 },
      { x: 9, forecast: 3, actual: 4 },
      { x: 7, forecast: 2, actual: 2 },
    ]);
    expect(accuracy).toMatchObject({ forecast: 7, actual: 10, error: -0.3, meanAbsoluteError: 5 / 4 });
    expect(accuracy.byFrequency).toEqual([
      { x: '0', customers: 2, forecast: 2, actual: 4, error: -0.5 },
      { x: '7+', customers: 2, forecast: 5, actual: 6, error: -1 / 6 },
    ]);
  });

  it('has no relative error where nothing was bought', () => {
    expect(measureAccuracy([{ x: 0, forecast: 1, actual: 0 }])).toMatchObject({
      error: null,
      meanAbsoluteError: 1,
    });
  });
});

describe('compareAliveDeciles', () => {
  it('divides customers into tenths from the least likely to be there', () => {
    const cases = Array.from({ length: 20 }, (_, index) => ({
      probabilityAlive: 1 - index / 20,
      probabilityOfOrder: 0.5,
      hasOrdered: index === 19,
    }));
    const deciles = compareAliveDeciles(cases);
    expect(deciles).toHaveLength(10);
    expect(deciles[0]).toMatchObject({
      decile: 1,
      customers: 2,
      meanProbabilityOfOrder: 0.5,
      shareWhoOrdered: 0.5,
    });
    expect(deciles[0]?.meanProbabilityAlive).toBeCloseTo(0.075, 12);
    expect(deciles.slice(1).every(({ shareWhoOrdered }) => shareWhoOrdered === 0)).toBe(true);
  });

  it('leaves out tenths of nobody', () => {
    expect(
      compareAliveDeciles([{ probabilityAlive: 1, probabilityOfOrder: 1, hasOrdered: true }]),
    ).toHaveLength(1);
  });
});

describe('forecastByBaselines', () => {
  const customer = (...days: readonly number[]) => ({
    customerId: 'c',
    days,
    valuesMinor: days.map(() => 0),
  });
  const log = {
    asOfDay: 100,
    customers: [customer(0, 10, 90), customer(60), customer(0, 20), customer(100)],
    refundedOrders: 0,
    otherCurrencyOrders: 0,
  };

  it('repeats the last period: its purchase days, the first of a customer left out', () => {
    expect(forecastByBaselines(log, 50).lastPeriod).toEqual([1, 0, 0, 0]);
    expect(forecastByBaselines(log, 95).lastPeriod).toEqual([2, 0, 1, 0]);
  });

  it('lets those go on at their pace who bought within the usual pause', () => {
    // Pauses of 10, 20 and 80 days: nine in ten are of 80 days or less.
    const { recencyRule, recencyDays } = forecastByBaselines(log, 50);
    expect(recencyDays).toBe(80);
    expect(recencyRule).toEqual([1, 0, 0.5, 0]);
    const longGone = { ...log, customers: [customer(0, 10)] };
    expect(forecastByBaselines(longGone, 50).recencyRule).toEqual([0]);
  });
});
