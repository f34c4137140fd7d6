import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectedOrders } from '../../../../../shared/domain/segment/prediction/expected-orders.ts';
import { fitPurchaseModel } from '../../../../../shared/domain/segment/prediction/fit-purchase-model.ts';
import { fitSpendModel } from '../../../../../shared/domain/segment/prediction/fit-spend-model.ts';
import { groupPatterns } from '../../../../../shared/domain/segment/prediction/grouped-patterns.ts';
import type { PurchaseModelKind } from '../../../../../shared/domain/segment/prediction/purchase-model.ts';
import { expectedSpend } from '../../../../../shared/domain/segment/prediction/spend-model.ts';
import { describeWithData } from '../../../../support/real-data.ts';

describeWithData(
  "Fader and Hardie's CDNOW customers",
  ['cdnow/cdnow_customers_summary_with_transactions.csv'],
  (file) => {
    const customers = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [, x = 0, tx = 0, T = 0, meanSpend = 0] = line.split(',').map(Number);
        return { x, tx, T, meanSpend };
      });
    const fitCustomers = (kind: PurchaseModelKind) => {
      const fit = fitPurchaseModel(kind, groupPatterns(customers), 7);
      if (fit.status !== 'fitted') throw new Error(fit.reason);
      return fit;
    };

    it('have the published BG/NBD parameters and log-likelihood (Fader, Hardie and Lee 2005, table 2)', () => {
      const { model, logLikelihood, customers: fitted } = fitCustomers('bg-nbd');
      expect(fitted).toBe(2_357);
      expect(model.r).toBeCloseTo(0.243, 3);
      expect(model.alpha).toBeCloseTo(4.414, 3);
      expect(model.a).toBeCloseTo(0.793, 3);
      expect(model.b).toBeCloseTo(2.426, 3);
      expect(Math.abs(logLikelihood - -9582.4)).toBeLessThan(0.1);
    });

    it('are expected to buy 1,653 times in the next 39 weeks, the first of them 1.226 times', () => {
      const { model } = fitCustomers('bg-nbd');
      expect(expectedOrders(model, { x: 2, tx: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 3);
      const orders = customers.reduce((sum, pattern) => sum + expectedOrders(model, pattern, 39), 0);
      expect(Math.abs(orders - 1_653)).toBeLessThan(1);
    });

    it('fit the MBG/NBD slightly better', () => {
      const { logLikelihood } = fitCustomers('mbg-nbd');
      expect(logLikelihood).toBeGreaterThan(fitCustomers('bg-nbd').logLikelihood);
      expect(logLikelihood).toBeLessThan(-9582.1);
    });

    it('have the published Gamma-Gamma parameters and spend (Fader and Hardie 2013)', () => {
      const fit = fitSpendModel(customers);
      if (fit.status !== 'fitted') throw new Error(fit.reason);
      expect(fit.customers).toBe(946);
      expect(fit.model.p).toBeCloseTo(6.25, 1);
      expect(fit.model.q).toBeCloseTo(3.74, 1);
      expect(fit.model.gamma).toBeCloseTo(15.44, 1);
      expect(Math.abs(fit.logLikelihood - -4055.9)).toBeLessThan(0.1);
      const spends = customers.slice(0, 4).map(({ x, meanSpend }) => expectedSpend(fit.model, x, meanSpend));
      for (const [index, spend] of [24.65, 18.91, 35.17, 35.17].entries())
        expect(Math.abs((spends[index] ?? 0) - spend)).toBeLessThan(0.1);
    });
  },
);
