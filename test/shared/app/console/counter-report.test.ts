import { describe, expect, it } from 'vitest';
import { reportCounters } from '../../../../shared/app/console/counter-report.ts';
import { counter, gauge, messageName } from '../../../../shared/domain/report/counters.ts';

describe('reportCounters', () => {
  it('sorts counters out by what they count', () => {
    const message = messageName('win-back', 'send-email');
    const report = reportCounters({
      [counter.orders]: 12,
      [counter.refunds]: 1,
      [counter.customers]: 5,
      [counter.revenue('USD')]: 10_000,
      [counter.revenue('JPY')]: 300,
      [counter.refunded('USD')]: 250,
      [counter.requested(message)]: 4,
      [counter.outcome('sent', message)]: 2,
      [counter.outcome('uncertain', message)]: 1,
      [counter.suppressed(message, 'no-address')]: 1,
      [counter.suppressed(message, 'no-consent')]: 3,
      [counter.requested(messageName('birthday', 'greet'))]: 1,
    });
    expect(report).toMatchObject({
      orders: 12,
      refunds: 1,
      customers: 5,
      revenue: { USD: 10_000, JPY: 300 },
      refunded: { USD: 250 },
    });
    expect(report.messages.map(({ campaign, step }) => [campaign, step])).toEqual([
      ['birthday', 'greet'],
      ['win-back', 'send-email'],
    ]);
    expect(report.messages[1]).toMatchObject({
      requested: 4,
      outcomes: { sent: 2, uncertain: 1, rejected: 0, unrenderable: 0 },
      suppressed: [
        { reason: 'no-consent', count: 3 },
        { reason: 'no-address', count: 1 },
      ],
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
      messages: [],
    });
  });
});
