import { describe, expect, it } from 'vitest';
import { withCalibrations } from '../../../../shared/domain/compiled-rules.ts';
import { explainCustomer } from '../../../../shared/domain/segment/explain-customer.ts';
import { day, orderPlaced, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = withCalibrations(
  rulesWith({
    segments: [
      {
        name: 'quiet',
        description: 'Six weeks of silence.',
        condition: 'daysSinceLastOrder >= 40 && tier != "tail"',
      },
      { name: 'fading', condition: '"quiet" in segments && pAlive < 0.9' },
    ],
  }),
  [
    {
      sequence: 1,
      effectiveAt: day(-1),
      currency: 'USD',
      customers: 2_357,
      rfm: {},
      gates: [],
      model: {
        purchase: { kind: 'mbg-nbd', r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, unitDays: 7 },
        spend: { p: 6.25, q: 3.74, gamma: 1544 },
        logLikelihood: -9582,
        customers: 2_357,
      },
    },
  ],
);

function explained(days: number) {
  const customer = new LiveCustomer(rules);
  const items = [{ sku: 'sencha', category: 'tea', quantity: 1, priceMinor: 5_000 }];
  for (const [orderId, at] of [
    ['a', 0],
    ['b', 20],
    ['c', 40],
  ] as const)
    customer.live(
      orderPlaced({ orderId, id: orderId, occurredAt: day(at), totalMinor: 5_000, items, channel: 'web' }),
    );
  customer.live(tick(), day(days));
  if (customer.state === undefined) throw new Error('The customer has no state.');
  return { state: customer.state, explanation: explainCustomer(customer.state, rules, day(days)) };
}

describe('explainCustomer', () => {
  it('gives each class with what it was read off, and what comes next by itself', () => {
    const { explanation } = explained(90);
    const classes = Object.fromEntries(explanation.classes.map((entry) => [entry.name, entry]));
    expect(classes.stage).toEqual({
      name: 'stage',
      value: 'active',
      evidence: { daysSinceLastOrder: 50, occasions: 3, decidedBy: 'days', atRiskDays: 90, lapsedDays: 180 },
      next: { at: day(130), value: 'at-risk' },
    });
    expect(classes.tier).toMatchObject({
      value: 'mid',
      evidence: { spentInWindow: 150, headFrom: 300, midFrom: 80, windowDays: 365 },
    });
    expect(classes['recency score']).toMatchObject({ value: '4', next: { at: day(130), value: '3' } });
    expect(classes['RFM group']?.evidence).toEqual({ cell: '434' });
    expect(classes.price).toMatchObject({
      value: 'full-price',
      evidence: { orders: 3, discountedOrders: 0 },
    });
    expect(classes.categories).toMatchObject({ value: 'tea', evidence: { tea: 1 } });
    expect(classes.channel).toMatchObject({ value: 'web' });
    expect(classes.hour?.value).toBe('0:00');
  });

  it('says which calibration holds, and what it predicts', () => {
    const { explanation } = explained(90);
    expect(explanation.calibration).toEqual({ sequence: 1, since: day(-1) });
    expect(explanation.prediction?.pattern).toEqual({ x: 2, tx: 40 / 7, T: 90 / 7 });
    expect(explanation.prediction?.pAlive).toBeGreaterThan(0);
    expect(explanation.prediction?.pAlive).toBeLessThan(1);
  });

  it('shows for each segment what its condition looked at', () => {
    const { explanation, state } = explained(90);
    expect(state.segments).toEqual(['fading', 'quiet']);
    expect(explanation.segments).toMatchObject([
      {
        description: 'Six weeks of silence.',
        name: 'quiet',
        isMember: true,
        why: { daysSinceLastOrder: 50, tier: 'mid' },
      },
      { name: 'fading', isMember: true, why: { segments: 'fading, quiet' } },
    ]);
  });

  it('explains a customer of whom nothing is known but the name', () => {
    const { state } = explained(90);
    const nobody = {
      ...state,
      orders: [],
      segments: [],
      classes: { stage: 'prospect', tier: 'tail', frequency: 'low' } as const,
    };
    const explanation = explainCustomer(nobody, rules, day(90));
    expect(explanation.prediction).toBeUndefined();
    expect(explanation.classes.find(({ name }) => name === 'stage')).toEqual({
      name: 'stage',
      value: 'prospect',
      evidence: { occasions: 0 },
    });
  });
});
