import { describe, expect, it } from 'vitest';
import { reportCounters } from '../../../../shared/app/console/counter-report.ts';
import { counter, gauge } from '../../../../shared/domain/report/counters.ts';

describe('reportCounters', () => {
  it('sorts counters out by what they count', () => {
    const report = reportCounters({
      [counter.orders]: 12,
      [counter.refunds]: 1,
      [counter.customers]: 5,
      [counter.revenue('USD')]: 10_000,
      [counter.revenue('JPY')]: 300,
      [counter.refunded('USD')]: 250,
    });
    expect(report).toEqual({
      orders: 12,
      refunds: 1,
      customers: 5,
      revenue: { USD: 10_000, JPY: 300 },
      refunded: { USD: 250 },
    });
  });

  it('leaves gauges, class moves and names of other releases alone', () => {
    const report = reportCounters({
      [gauge.stage('lapsed')]: 3,
      [gauge.class('lapsed', 'mid')]: 3,
      [counter.moved('stage', 'at-risk', 'lapsed')]: 3,
      [counter.entered('segment', 'vip')]: 3,
      'invented.thing': 9,
    });
    expect(report).toEqual({
      orders: 0,
      refunds: 0,
      customers: 0,
      revenue: {},
      refunded: {},
    });
  });
});
