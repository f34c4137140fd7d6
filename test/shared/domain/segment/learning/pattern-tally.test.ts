import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../../shared/domain/instant.ts';
import { PatternTally } from '../../../../../shared/domain/segment/learning/pattern-tally.ts';
import {
  type PurchaseHistory,
  summarizePurchases,
} from '../../../../../shared/domain/segment/purchase-summary.ts';
import { day } from '../../../../support/inputs.ts';
import { rulesWith } from '../../../../support/rules.ts';
import { LEARNED_AT, somebodies, whoBought } from './some-customers.ts';

const { counting } = rulesWith();

function tallyOf(histories: readonly PurchaseHistory[], unitDays = 7): PatternTally {
  const tally = new PatternTally(counting.dayOf, unitDays, LEARNED_AT);
  for (const history of histories) {
    const purchases = summarizePurchases(history, LEARNED_AT - 365 * DAY_MS, counting);
    if (purchases !== undefined) tally.add(purchases);
  }
  return tally;
}

describe('PatternTally', () => {
  it('counts customers by repeat occasions, their last, and how long they are known, in units of the model', () => {
    const twice = whoBought([day(1), day(15), day(15) + 3_600_000]);
    expect(tallyOf([twice, whoBought([day(1)]), twice]).groups()).toEqual([
      { x: 0, tx: 0, T: 52, count: 1 },
      { x: 1, tx: 2, T: 52, count: 2 },
    ]);
  });

  it('has spend samples of repeat occasions alone, and none of orders that were worth nothing', () => {
    const histories = [
      whoBought([day(1)], 9_000),
      whoBought([day(1), day(9), day(20)], 4_000),
      whoBought([day(1), day(9)], 0),
    ];
    expect(tallyOf(histories).spendSamples()).toEqual([{ x: 2, meanSpend: 4_000, count: 1 }]);
  });

  it('measures what the gates ask for', () => {
    const histories = [whoBought([day(20), day(300)]), whoBought([day(5), day(6), day(7)])];
    expect(tallyOf(histories).measured()).toEqual({
      customers: 2,
      historyDays: 360,
      daysSinceLastOrder: 65,
      customersWithThreeOrders: 1,
    });
  });

  it('measures nothing of a shop without customers', () => {
    expect(tallyOf([]).measured()).toEqual({
      customers: 0,
      historyDays: 0,
      daysSinceLastOrder: 0,
      customersWithThreeOrders: 0,
    });
    expect(tallyOf([]).groups()).toEqual([]);
  });

  it('says the same for any order of customers', () => {
    const customers = somebodies(60);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(customers, { minLength: customers.length }),
        fc.constantFrom(1, 7),
        (shuffled, unitDays) => {
          const [one, other] = [tallyOf(customers, unitDays), tallyOf(shuffled, unitDays)];
          expect(other.groups()).toEqual(one.groups());
          expect(other.spendSamples()).toEqual(one.spendSamples());
          expect(other.measured()).toEqual(one.measured());
        },
      ),
      { numRuns: 30 },
    );
  });
});
