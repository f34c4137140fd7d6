import { describe, expect, it } from 'vitest';
import { tallyTotals } from '../../../../shared/app/simulate/campaign-tally.ts';
import { simulate } from '../../../../shared/app/simulate/simulate.ts';
import type { ShopEvent } from '../../../../shared/contracts/shop-event.ts';
import { day } from '../../../support/inputs.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const at = (days: number) => new Date(day(days)).toISOString();
const reachable = (customerId: string, hasConsent: boolean): ShopEvent => ({
  id: `${customerId}-0`,
  customerId,
  type: 'customer.updated',
  occurredAt: at(0),
  data: {
    contact: { email: `${customerId}@example.com` },
    consents: hasConsent ? [{ channel: 'email', status: 'granted', source: 'checkout', at: at(0) }] : [],
  },
});
const order = (customerId: string, days: number, total: number): ShopEvent => ({
  id: `order-${customerId}-${days}`,
  customerId,
  type: 'order.placed',
  occurredAt: at(days),
  data: { orderId: `${customerId}-${days}`, total, currency: 'USD' },
});

describe('what campaigns come to in a run', async () => {
  const rules = rulesWith({
    campaigns: [
      campaign({
        name: 'win-back',
        trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
        audience: 'tier == "mid"',
        conversionDays: 7,
        steps: [sendStep({ name: 'offer', template: 'letter' })],
      }),
      campaign({ name: 'idle', trigger: { kind: 'event', event: 'cart.abandoned' } }),
    ],
    sending: { caps: [], quietHours: { email: [], sms: [] }, costs: { email: 0.001, sms: 0.1 } },
  });
  const events = [
    reachable('ann', true),
    reachable('bob', false),
    reachable('cat', true),
    order('ann', 0, 10_000),
    order('bob', 0, 10_000),
    order('cat', 0, 1_000),
    order('ann', 183, 2_500),
  ];
  const { campaigns: tallies } = await simulate(
    events.map((event) => ({ event, receivedAt: Date.parse(event.occurredAt) })),
    rules,
    { until: day(200) },
  );

  it('counts who entered, who did not and why, what was asked for and what was not, and what came of it', () => {
    expect(tallies).toEqual([
      {
        campaign: 'win-back',
        entered: { all: 2 },
        heldOut: {},
        refused: { 'not-in-audience': 1 },
        exited: { finished: 2 },
        converted: { all: 1 },
        convertedMinor: { all: 2_500 },
        steps: [
          {
            step: 'offer',
            requested: 1,
            channels: { email: 1 },
            suppressed: { 'no-consent': 1 },
            deferred: {},
            attributedOrders: 1,
            attributedMinor: 2_500,
            cost: 0.001,
          },
        ],
      },
      {
        campaign: 'idle',
        entered: {},
        heldOut: {},
        refused: {},
        exited: {},
        converted: {},
        convertedMinor: {},
        steps: [],
      },
    ]);
  });

  it('adds them up', () => {
    expect(tallyTotals(tallies)).toEqual({
      entered: 2,
      heldOut: 0,
      requested: 1,
      suppressed: 1,
      deferred: 0,
      attributedOrders: 1,
      attributedMinor: 2_500,
      cost: 0.001,
    });
  });
});
