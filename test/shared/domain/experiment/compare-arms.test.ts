import { describe, expect, it } from 'vitest';
import { type SeededRandom, seededRandom } from '../../../../cli/demo-shop/seeded-random.ts';
import { alwaysValidFactor } from '../../../../shared/domain/experiment/always-valid.ts';
import { alwaysValidRate } from '../../../../shared/domain/experiment/arm-estimates.ts';
import { type ArmResult, EMPTY_ARM } from '../../../../shared/domain/experiment/arm-result.ts';
import { compareArms } from '../../../../shared/domain/experiment/compare-arms.ts';
import { excludesZero } from '../../../../shared/domain/experiment/interval.ts';
import { rateDifferenceInterval } from '../../../../shared/domain/experiment/rate-difference.ts';

const arm = (customers: number, converted: number, spend = 40): ArmResult => ({
  customers,
  converted,
  value: converted * spend,
  squares: converted * spend * spend,
});
const terms = { confidence: 0.95 };

interface Shop {
  readonly treatedRate: number;
  readonly holdoutRate: number;
  readonly holdout: number;
}

/** Customers who enter one by one; after each, how the arms stand. */
function* live(random: SeededRandom, shop: Shop, customers: number): Generator<[ArmResult, ArmResult]> {
  const counts = { treated: { n: 0, k: 0 }, holdout: { n: 0, k: 0 } };
  for (let entered = 0; entered < customers; entered += 1) {
    const isHeldOut = random.chance(shop.holdout);
    const count = isHeldOut ? counts.holdout : counts.treated;
    count.n += 1;
    if (random.chance(isHeldOut ? shop.holdoutRate : shop.treatedRate)) count.k += 1;
    yield [arm(counts.treated.n, counts.treated.k), arm(counts.holdout.n, counts.holdout.k)];
  }
}

describe('compareArms', () => {
  it('says that there is nobody to compare with where nobody is held out', () => {
    expect(compareArms(arm(900, 90), EMPTY_ARM, terms).verdict).toEqual({ kind: 'no-holdout' });
  });

  it('says which arm is better once it is sure, and by how much', () => {
    const comparison = compareArms(arm(9_000, 1_350), arm(1_000, 90), terms);
    expect(comparison.verdict).toEqual({ kind: 'better' });
    expect(comparison.rate.estimate).toBeCloseTo(0.06, 12);
    expect(comparison.relativeUplift).toBeCloseTo(2 / 3, 12);
    expect(comparison.rate.always?.low).toBeGreaterThan(0);
    expect(comparison.value.estimate).toBeCloseTo(2.4, 12);
    expect(compareArms(arm(9_000, 810), arm(1_000, 150), terms).verdict).toEqual({ kind: 'worse' });
  });

  it('says how many more customers it takes, to two digits, and then is sure with the power it said', () => {
    const shop = { treatedRate: 0.15, holdoutRate: 0.1, holdout: 0.5 };
    const comparison = compareArms(arm(500, 75), arm(500, 50), terms);
    expect(comparison.verdict).toEqual({ kind: 'too-early', moreCustomers: 1_700 });
    let found = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      const [treated, holdout] = [...live(seededRandom(500 + run), shop, 2_700)].at(-1) ?? [];
      if (treated && holdout && standsApart(treated, holdout)) found += 1;
    }
    expect(found / runs).toBeGreaterThan(0.74);
    expect(found / runs).toBeLessThan(0.88);
  });

  it('says that nothing was found once a difference that matters would have shown', () => {
    expect(compareArms(arm(50_000, 5_000), arm(50_000, 5_010), terms).verdict).toEqual({
      kind: 'no-difference-found',
    });
    expect(
      compareArms(arm(50_000, 5_000), arm(50_000, 5_010), { ...terms, leastUplift: 0.01 }).verdict,
    ).toMatchObject({ kind: 'too-early', moreCustomers: expect.any(Number) });
  });

  it('is too early where nobody has bought or a few customers say it all', () => {
    expect(compareArms(arm(90, 0), arm(10, 0), terms).verdict).toEqual({ kind: 'too-early' });
    const few = compareArms(arm(12, 12), arm(3, 0), terms);
    expect(few.verdict).toMatchObject({ kind: 'too-early', moreCustomers: expect.any(Number) });
    expect(few.rate.always).toBeUndefined();
  });

  it.each([
    { name: 'a tenth held out, 5 % buy', shop: { treatedRate: 0.05, holdoutRate: 0.05, holdout: 0.1 } },
    { name: 'a tenth held out, 30 % buy', shop: { treatedRate: 0.3, holdoutRate: 0.3, holdout: 0.1 } },
    { name: 'two halves, 2 % buy', shop: { treatedRate: 0.02, holdoutRate: 0.02, holdout: 0.5 } },
  ])(
    'finds what is not there in 5 % of campaigns at most, looked at after every customer: $name',
    ({ shop }) => {
      const runs = 300;
      let [fooled, fooledByOneLook] = [0, 0];
      for (let run = 0; run < runs; run += 1) {
        let [isFooled, isFooledByOneLook] = [false, false];
        for (const [treated, holdout] of live(seededRandom(9_000 + run), shop, 4_000)) {
          if (holdout.customers === 0 || treated.customers === 0) continue;
          isFooled ||= standsApart(treated, holdout);
          // What peeking with an ordinary interval does; every hundredth look is enough to see it.
          if ((treated.customers + holdout.customers) % 100 === 0) {
            const once = rateDifferenceInterval(treated, holdout, 0.95);
            isFooledByOneLook ||= once !== undefined && excludesZero(once);
          }
        }
        if (isFooled) fooled += 1;
        if (isFooledByOneLook) fooledByOneLook += 1;
      }
      expect(fooled / runs).toBeLessThanOrEqual(0.05);
      expect(fooledByOneLook / runs).toBeGreaterThan(0.15);
    },
  );
});

const standsApart = (treated: ArmResult, holdout: ArmResult): boolean => {
  const always = alwaysValidRate(treated, holdout, 0.95);
  return always !== undefined && excludesZero(always);
};

describe('alwaysValidFactor', () => {
  it('falls as customers grow, and is wider than an interval for one look', () => {
    const factors = [10, 100, 1_000, 10_000, 100_000].map((n) => alwaysValidFactor(n, 0.95));
    expect(factors).toEqual(factors.toSorted((a, b) => b - a));
    for (const [index, factor] of factors.entries()) {
      expect(factor).toBeGreaterThan(1.96 / Math.sqrt(10 ** (index + 1)));
    }
  });
});
