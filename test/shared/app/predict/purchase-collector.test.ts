import { describe, expect, it } from 'vitest';
import { PurchaseCollector } from '../../../../shared/app/predict/purchase-collector.ts';
import { rewindLog } from '../../../../shared/app/predict/purchase-log.ts';
import { surveyOrders } from '../../../../shared/app/predict/survey-orders.ts';
import type { ShopEvent } from '../../../../shared/contracts/shop-event.ts';
import { arriving, dayOf, order, refund } from './purchase-events.ts';

async function collect(events: readonly ShopEvent[], asOfDay = 1_000) {
  const survey = await surveyOrders(arriving(events), dayOf);
  const collector = new PurchaseCollector(survey, dayOf, asOfDay);
  for (const event of events) collector.add(event);
  return collector.log();
}

const purchasesOf = async (events: readonly ShopEvent[], asOfDay?: number) =>
  (await collect(events, asOfDay)).customers.map(({ customerId, days, valuesMinor }) => [
    customerId,
    days,
    valuesMinor,
  ]);

describe('PurchaseCollector', () => {
  it('merges the orders of one day, whatever order they come in', async () => {
    const events = [
      order('ann', '3', 40),
      order('ann', '1', 5, 700),
      order('bob', '9', 7),
      order('ann', '2', 5, 300),
    ];
    const expected = [
      ['ann', [5, 40], [1_000, 1_000]],
      ['bob', [7], [1_000]],
    ];
    expect(await purchasesOf(events)).toEqual(expected);
    expect((await purchasesOf(events.toReversed())).toSorted()).toEqual(expected);
  });

  it('counts an order that cost nothing', async () => {
    expect(await purchasesOf([order('ann', '1', 5, 0), order('ann', '2', 9)])).toEqual([
      ['ann', [5, 9], [0, 1_000]],
    ]);
  });

  it('leaves out an order that was wholly refunded, and takes a part off its value', async () => {
    const log = await collect([
      refund('ann', '1', 6, 600, 'a'),
      order('ann', '1', 5),
      refund('ann', '1', 7, 400, 'b'),
      order('ann', '2', 9),
      refund('ann', '2', 9, 250),
      order('bob', '1', 9),
    ]);
    expect(log.refundedOrders).toBe(1);
    expect(log.customers).toEqual([
      { customerId: 'ann', days: [9], valuesMinor: [750] },
      { customerId: 'bob', days: [9], valuesMinor: [1_000] },
    ]);
  });

  it('knows on each day only what had happened by then: orders and refunds', async () => {
    const events = [order('ann', '1', 5), refund('ann', '1', 20, 1_000), order('ann', '2', 30)];
    expect(await purchasesOf(events, 4)).toEqual([]);
    expect(await purchasesOf(events, 19)).toEqual([['ann', [5], [1_000]]]);
    expect(await purchasesOf(events, 20)).toEqual([]);
    expect(await purchasesOf(events, 30)).toEqual([['ann', [30], [1_000]]]);
  });

  it('counts an order or a refund that comes twice once', async () => {
    const placed = order('ann', '1', 5);
    const half = refund('ann', '1', 6, 500);
    expect(await purchasesOf([placed, half, placed, half])).toEqual([['ann', [5], [500]]]);
  });

  it('counts orders in another currency than most as purchases without value', async () => {
    const log = await collect([order('ann', '1', 5, 900, 'JPY'), order('ann', '2', 6), order('ann', '3', 7)]);
    expect(log.otherCurrencyOrders).toBe(1);
    expect(log.customers).toEqual([{ customerId: 'ann', days: [5, 6, 7], valuesMinor: [0, 1_000, 1_000] }]);
  });
});

describe('rewindLog', () => {
  it('is what would have been collected by an earlier day, where nothing was refunded', async () => {
    const events = [order('ann', '1', 5), order('bob', '2', 9), order('ann', '3', 12), order('ann', '4', 20)];
    const whole = await collect(events);
    for (const day of [4, 5, 9, 12, 19, 20, 30])
      expect(rewindLog(whole, day)).toEqual(await collect(events, day));
  });
});

describe('surveyOrders', () => {
  it('tells the currency of most orders and the days they span', async () => {
    const events = [
      order('ann', '1', 5, 900, 'JPY'),
      order('ann', '2', 6),
      order('bob', '3', 2),
      refund('ann', '1', 99, 1),
    ];
    expect(await surveyOrders(arriving(events), dayOf)).toMatchObject({
      isPlain: false,
      currency: 'USD',
      firstDay: 2,
      lastDay: 6,
    });
  });

  it('calls a history plain that has one currency and no refund', async () => {
    const isPlain = async (...events: readonly ShopEvent[]) =>
      (await surveyOrders(arriving(events), dayOf)).isPlain;
    expect(await isPlain(order('ann', '1', 5), order('bob', '2', 6))).toBe(true);
    expect(await isPlain(order('ann', '1', 5), order('bob', '2', 6, 900, 'JPY'))).toBe(false);
    expect(await isPlain(order('ann', '1', 5), refund('ann', '1', 6, 1))).toBe(false);
  });

  it('knows no currency where there is no order', async () => {
    expect((await surveyOrders(arriving([]), dayOf)).currency).toBeUndefined();
  });
});
