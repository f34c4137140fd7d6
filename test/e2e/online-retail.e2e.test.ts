import { expect, it } from 'vitest';
import { countOnlineRetail } from '../support/count-online-retail.ts';
import { simulateOrders, sumOf } from '../support/history-result.ts';
import { describeWithData } from '../support/real-data.ts';

describeWithData('simulate on all of Online Retail', ['online-retail/online-retail.csv.gz'], (file) => {
  it('comes to the sums of an independent count, rejected rows by reason too', async () => {
    const counted = countOnlineRetail(file);
    const result = await simulateOrders(file);
    expect(result).toMatchObject({
      format: 'online-retail',
      orders: counted.orders,
      customers: counted.customers,
      revenueMinor: { GBP: counted.revenue },
      refunds: counted.refunds,
      refundedMinor: { GBP: counted.refunded },
      rejected: sumOf(counted.rejected),
      rejectedByReason: counted.rejected,
    });
    expect(sumOf(result.stages)).toBe(counted.customers);
    expect(sumOf(result.tiers)).toBe(counted.customers);
    // Whoever got all money back has bought nothing: a prospect, and without a score.
    expect(sumOf(result.rfm) + (result.stages.prospect ?? 0)).toBe(counted.customers);
  });
});
