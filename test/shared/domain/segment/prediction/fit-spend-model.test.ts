import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../../cli/demo-shop/seeded-random.ts';
import { fitSpendModel } from '../../../../../shared/domain/segment/prediction/fit-spend-model.ts';
import { expectedSpend } from '../../../../../shared/domain/segment/prediction/spend-model.ts';

/** Customers who spend as the model has it: x orders of gamma(p, nu), nu of gamma(q, gamma). */
function simulateSpend(customers: number) {
  const random = seededRandom(9);
  return Array.from({ length: customers }, () => {
    const x = random.integer(1, 8);
    const nu = random.gamma(4, 1 / 15);
    return { x, meanSpend: random.gamma(6 * x, 1 / (nu * x)) };
  });
}

describe('fitSpendModel', () => {
  it('finds the parameters that spending was made with', () => {
    const fit = fitSpendModel(simulateSpend(40_000));
    if (fit.status !== 'fitted') throw new Error(fit.reason);
    expect(fit.customers).toBe(40_000);
    expect(Math.abs(fit.model.p / 6 - 1)).toBeLessThan(0.05);
    expect(Math.abs(fit.model.q / 4 - 1)).toBeLessThan(0.05);
    expect(Math.abs(fit.model.gamma / 15 - 1)).toBeLessThan(0.07);
    expect(Math.abs(expectedSpend(fit.model, 0, 0) / 30 - 1)).toBeLessThan(0.02);
  });

  it('does not mind in what money it is paid, nor whether customers come one by one', () => {
    const samples = simulateSpend(2_000);
    const inDollars = fitSpendModel(samples);
    const inCents = fitSpendModel(
      samples.map(({ x, meanSpend }) => ({ x, meanSpend: meanSpend * 100, count: 2 })),
    );
    if (inDollars.status !== 'fitted' || inCents.status !== 'fitted') throw new Error('not fitted');
    expect(inCents.customers).toBe(4_000);
    expect(inCents.model.p).toBeCloseTo(inDollars.model.p, 3);
    expect(inCents.model.gamma / inDollars.model.gamma).toBeCloseTo(100, 1);
  });

  it('leaves out who bought once and who spent nothing', () => {
    const samples = simulateSpend(500);
    const more = [...samples, { x: 0, meanSpend: 10 }, { x: 3, meanSpend: 0 }];
    expect(fitSpendModel(more)).toEqual(fitSpendModel(samples));
  });

  it('says so where there is nobody to learn from, and where spending has no mean', () => {
    expect(fitSpendModel([{ x: 0, meanSpend: 10 }])).toEqual({
      status: 'failed',
      reason: 'no-repeat-buyers',
      customers: 0,
    });
    const random = seededRandom(2);
    const wild = Array.from({ length: 3_000 }, () => ({ x: 3, meanSpend: 1 / random.gamma(0.5, 1) }));
    expect(fitSpendModel(wild)).toMatchObject({ status: 'failed', reason: 'infinite-mean' });
  });
});

describe('expectedSpend', () => {
  it('lies between what everybody spends and what the customer has spent, nearer to the latter with each order', () => {
    const model = { p: 6.25, q: 3.74, gamma: 15.44 };
    const [once, often] = [expectedSpend(model, 1, 100), expectedSpend(model, 50, 100)];
    expect(expectedSpend(model, 0, 0)).toBeLessThan(once);
    expect(once).toBeLessThan(often);
    expect(often).toBeLessThan(100);
  });
});
