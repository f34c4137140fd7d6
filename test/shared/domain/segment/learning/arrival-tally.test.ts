import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArrivalTally } from '../../../../../shared/domain/segment/learning/arrival-tally.ts';

const tallyOf = (orders: readonly (readonly [number, readonly string[]])[]): ArrivalTally => {
  const tally = new ArrivalTally();
  for (const [day, skus] of orders) tally.add(day, skus);
  return tally;
};

describe('ArrivalTally', () => {
  it('remembers the day on which a product was first sold, whichever order is seen first', () => {
    const tally = tallyOf([
      [140, ['cup', 'pot']],
      [130, ['cup']],
      [100, ['tea']],
      [150, ['pot']],
    ]);
    expect(tally.newest(160)).toEqual({ cup: 130, pot: 140 });
  });

  it('knows no arrivals in the first thirty days of a shop, when everything looks new', () => {
    const tally = tallyOf([
      [100, ['first']],
      [129, ['early']],
      [130, ['late']],
    ]);
    expect(tally.newest(131)).toEqual({ late: 130 });
  });

  it('forgets what came a year ago', () => {
    const tally = tallyOf([
      [0, ['first']],
      [40, ['old']],
      [41, ['new']],
    ]);
    expect(tally.newest(405)).toEqual({ new: 41 });
  });

  it('keeps the five thousand newest', () => {
    const tally = tallyOf([[0, ['first']]]);
    for (let number = 0; number < 6_000; number += 1)
      tally.add(30 + Math.floor(number / 20), [`sku${number}`]);
    const newest = Object.values(tally.newest(330));
    expect(newest).toHaveLength(5_000);
    expect(Math.min(...newest)).toBe(80);
  });

  it('keeps fewer, the newest, where SKUs are long: a calibration must fit into one item of the table', () => {
    const tally = tallyOf([[0, ['first']]]);
    const sku = (number: number) => `${number}-${'茶'.repeat(120)}`;
    for (let number = 0; number < 3_000; number += 1) tally.add(30 + Math.floor(number / 10), [sku(number)]);
    const newest = tally.newest(330);
    expect(Buffer.byteLength(JSON.stringify(newest))).toBeLessThan(250_000);
    expect(Object.keys(newest).length).toBeGreaterThan(600);
    expect(newest).toHaveProperty(sku(2_999));
    expect(Math.min(...Object.values(newest))).toBeGreaterThan(250);
  });

  it('says the same, in the same order, for any order of orders', () => {
    const order = fc.tuple(
      fc.nat({ max: 500 }),
      fc.array(fc.constantFrom('a', 'b', 'c', '22423', '85123A', 'é'), { minLength: 1, maxLength: 4 }),
    );
    const shuffled = fc
      .array(order, { minLength: 1, maxLength: 30 })
      .chain((orders) =>
        fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length })),
      );
    fc.assert(
      fc.property(shuffled, ([orders, others]) => {
        expect(JSON.stringify(tallyOf(others).newest(450))).toBe(JSON.stringify(tallyOf(orders).newest(450)));
      }),
    );
  });
});
