import { describe, expect, it } from 'vitest';
import {
  customerUpdated,
  day,
  orderPlaced,
  orderRefunded,
  reachableByEmail,
  tick,
} from '../../support/inputs.ts';
import { LiveCustomer } from '../../support/live-customer.ts';
import { rulesWith } from '../../support/rules.ts';

const newCustomer = () => new LiveCustomer(rulesWith());

describe('a customer through life', () => {
  it('is a prospect until the first order', () => {
    const customer = newCustomer();
    customer.live(customerUpdated({ country: 'CN' }));
    expect(customer.state?.classes).toEqual({ stage: 'prospect', tier: 'tail', frequency: 'low' });
    expect(customer.dueAt).toBeUndefined();
  });

  it('is new with one purchase, active after the days of the new, then at risk, then lapsed', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    expect(customer.state?.classes.stage).toBe('new');
    const stages: unknown[] = [];
    for (const days of [29, 30, 89, 90, 179, 180]) {
      customer.live(tick(), day(days));
      stages.push([days, customer.state?.classes.stage]);
    }
    expect(stages).toEqual([
      [29, 'new'],
      [30, 'active'],
      [89, 'active'],
      [90, 'at-risk'],
      [179, 'at-risk'],
      [180, 'lapsed'],
    ]);
  });

  it('is loyal from the fourth occasion on; orders of one day are one occasion', () => {
    const customer = newCustomer();
    for (const [orderId, days] of [
      ['a', 0],
      ['b', 0.5],
      ['c', 10],
      ['d', 20],
    ] as const)
      customer.live(orderPlaced({ orderId, occurredAt: day(days) }));
    expect(customer.state?.classes.stage).toBe('active');
    customer.live(orderPlaced({ orderId: 'e', occurredAt: day(30) }));
    expect(customer.state?.classes.stage).toBe('loyal');
  });

  it('is won back by a purchase after lapsing, for the days of the won back', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(200) }));
    expect(customer.state?.classes.stage).toBe('won-back');
    customer.live(tick(), day(260));
    expect(customer.state?.classes.stage).toBe('active');
  });

  it('moves down a tier at the instant at which an order leaves the window', () => {
    const customer = newCustomer();
    customer.live(orderPlaced({ totalMinor: 25_000 }));
    customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(10), totalMinor: 6_000 }));
    expect(customer.state?.classes.tier).toBe('head');
    customer.live(tick(), day(365) - 1);
    expect(customer.state?.classes.tier).toBe('head');
    customer.live(tick(), day(365));
    expect(customer.state?.classes.tier).toBe('tail');
  });

  it('scores recency, frequency and value', () => {
    const customer = newCustomer();
    customer.live(orderPlaced({ totalMinor: 6_000 }));
    customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(40), totalMinor: 6_000 }));
    expect(customer.state?.classes.rfm).toEqual({ r: 5, f: 2, m: 4 });
    customer.live(tick(), day(70));
    expect(customer.state?.classes.rfm).toEqual({ r: 4, f: 2, m: 4 });
  });

  it('states each change as a fact with the values that it was read off', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    customer.live(tick(), day(90));
    expect(customer.facts.filter(({ kind }) => kind === 'stage.changed')).toEqual([
      { kind: 'stage.changed', at: day(0), from: null, to: 'new', why: { days: 0, occasions: 1 } },
      { kind: 'stage.changed', at: day(30), from: 'new', to: 'active', why: { days: 30, occasions: 1 } },
      { kind: 'stage.changed', at: day(90), from: 'active', to: 'at-risk', why: { days: 90, occasions: 1 } },
    ]);
  });
});

describe('orders and refunds', () => {
  it('counts the same order once, under whatever event id', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    customer.live(orderPlaced({ id: 'again' }));
    expect(customer.state?.orders).toHaveLength(1);
    expect(customer.kinds()).toContain('order.repeated');
  });

  it('takes the later version of an order and says what it adds', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    customer.live(orderPlaced({ id: 'revision', occurredAt: day(1), totalMinor: 12_500 }));
    expect(customer.state?.orders).toMatchObject([{ totalMinor: 12_500, at: day(1) }]);
    expect(customer.facts.at(-1)).toMatchObject({ kind: 'rfm.changed' });
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'order.revised', addedMinor: 2_500 }),
    );
  });

  it('no longer counts an order that was wholly refunded', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    customer.live(orderRefunded());
    expect(customer.state?.classes).toEqual({ stage: 'prospect', tier: 'tail', frequency: 'low' });
  });

  it('counts a refund that comes before its order', () => {
    const customer = newCustomer();
    customer.live(orderRefunded({ amountMinor: 4_000 }));
    expect(customer.facts[0]).toMatchObject({ kind: 'refund.counted', order: 'waiting' });
    customer.live(orderPlaced({ occurredAt: day(0) }), day(2));
    expect(customer.state?.orders).toMatchObject([{ totalMinor: 10_000, refundedMinor: 4_000 }]);
    expect(customer.state?.earlyRefunds).toEqual({});
  });

  it('counts an order that cost nothing as a purchase', () => {
    const customer = newCustomer();
    customer.live(orderPlaced({ totalMinor: 0 }));
    expect(customer.state?.classes.stage).toBe('new');
  });

  it('values another currency by the exchange rate, with its own decimals', () => {
    const customer = newCustomer();
    customer.live(orderPlaced({ totalMinor: 10_000, currency: 'JPY' }));
    // 10,000 yen at 0.01 USD are 100.00 USD.
    expect(customer.state?.classes.tier).toBe('mid');
  });

  it('counts an order in a currency without a rate, and says that its value is not counted', () => {
    const customer = newCustomer();
    customer.live(orderPlaced({ currency: 'SEK' }));
    expect(customer.facts[0]).toMatchObject({ kind: 'order.counted', unvalued: true });
    expect(customer.state?.classes).toMatchObject({ stage: 'new', tier: 'tail' });
  });

  it('keeps the state bounded: the oldest orders become sums, and the classes do not notice', () => {
    const customer = newCustomer();
    for (let order = 0; order < 300; order += 1)
      customer.live(orderPlaced({ orderId: `o${order}`, occurredAt: day(order * 3), totalMinor: 100 }));
    expect(customer.state?.orders).toHaveLength(250);
    expect(customer.state?.earlier).toMatchObject({ orders: 50, occasions: 50, netMinor: { USD: 5_000 } });
    expect(customer.state?.classes).toMatchObject({ stage: 'loyal', rfm: { r: 5, f: 5, m: 5 } });
  });

  it('lets the refund go that waited longest when too many wait for their orders', () => {
    const customer = newCustomer();
    for (let refund = 0; refund <= 100; refund += 1)
      customer.live(orderRefunded({ id: `r${refund}`, orderId: `o${refund}`, occurredAt: day(refund) }));
    expect(customer.facts.at(-1)).toMatchObject({ kind: 'refund.dropped', orderId: 'o0' });
    expect(Object.keys(customer.state?.earlyRefunds ?? {})).toHaveLength(100);
  });
});

describe('what a customer says', () => {
  it('keeps the latest word on each part, in whatever order the words arrive', () => {
    const customer = newCustomer();
    customer.live(
      customerUpdated({ id: 'b', occurredAt: day(2), locale: 'zh-CN', attributes: { vip: true } }),
    );
    customer.live(customerUpdated({ id: 'a', occurredAt: day(1), locale: 'en', country: 'CN' }), day(3));
    expect(customer.state?.profile).toMatchObject({
      locale: { value: 'zh-CN' },
      country: { value: 'CN' },
      attributes: { vip: { value: true } },
    });
  });

  it('lets a withdrawal stand against a consent given at the same instant', () => {
    const at = day(0);
    const granted = { channel: 'email', status: 'granted', source: 'a', at } as const;
    const withdrawn = { channel: 'email', status: 'withdrawn', source: 'b', at } as const;
    for (const consents of [
      [granted, withdrawn],
      [withdrawn, granted],
    ]) {
      const customer = newCustomer();
      customer.live(customerUpdated({ consents }));
      expect(customer.state?.consents.email?.status).toBe('withdrawn');
    }
  });
});

describe('consent', () => {
  it('given by a clock that runs ahead does not outweigh the withdrawal that follows', () => {
    const customer = newCustomer();
    const say = (id: string, status: 'granted' | 'withdrawn', occurredAt: number, at: number) =>
      customerUpdated({ id, occurredAt, consents: [{ channel: 'email', status, source: 'x', at }] });
    customer.live(say('a', 'granted', day(1), day(1) + 240_000));
    customer.live(say('b', 'withdrawn', day(1) + 60_000, day(1) + 60_000));
    expect(customer.state?.consents.email?.status).toBe('withdrawn');
  });
});

describe('the win-back campaign', () => {
  const lapse = (customer: LiveCustomer) => customer.live(tick(), day(180));

  it('asks for a message to a mid-tier customer who lapses', () => {
    const customer = newCustomer();
    customer.live(reachableByEmail());
    customer.live(orderPlaced());
    expect(lapse(customer).facts).toContainEqual({
      kind: 'message.requested',
      at: day(180),
      campaign: 'win-back',
      step: 'offer',
      occurrence: '2026-06-30T00:00:00Z',
      channel: 'email',
      template: 'win-back',
      isPromotional: true,
      expiresAt: day(183),
    });
  });

  it.each([
    ['no-consent', customerUpdated({ reachable: { email: true } })],
    [
      'no-address',
      customerUpdated({ consents: [{ channel: 'email', status: 'granted', source: 'x', at: day(0) }] }),
    ],
  ])('suppresses it for %s', (reason, update) => {
    const customer = newCustomer();
    customer.live(update);
    customer.live(orderPlaced());
    expect(lapse(customer).facts).toContainEqual(
      expect.objectContaining({ kind: 'message.suppressed', reason }),
    );
    expect(customer.kinds()).not.toContain('message.requested');
  });

  it('leaves the other tiers alone', () => {
    const customer = newCustomer();
    customer.live(reachableByEmail());
    customer.live(orderPlaced({ totalMinor: 100 }));
    lapse(customer);
    expect(customer.kinds().filter((kind) => kind.startsWith('message.'))).toEqual([]);
  });

  it('does not ask again within the re-entry days', () => {
    const rules = rulesWith();
    const [campaign] = rules.campaigns;
    const customer = new LiveCustomer(
      rulesWith({
        campaigns: campaign === undefined ? [] : [{ ...campaign, reentry: { kind: 'after', days: 400 } }],
      }),
    );
    customer.live(reachableByEmail());
    customer.live(orderPlaced());
    lapse(customer);
    customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(190) }));
    customer.live(tick(), day(370));
    expect(customer.kinds().filter((kind) => kind.startsWith('message.'))).toEqual(['message.requested']);
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'campaign.refused', at: day(370), reason: 're-entry' }),
    );
  });

  it('is not set off by the past of a customer whom we meet for the first time', () => {
    const customer = newCustomer();
    customer.live(orderPlaced(), day(400));
    expect(customer.state?.classes.stage).toBe('lapsed');
    expect(customer.kinds().filter((kind) => kind.startsWith('message.'))).toEqual([]);
  });
});

describe('time', () => {
  it('passes in the same steps whether ticks come on time, late or not at all before the next order', () => {
    const onTime = newCustomer();
    const late = newCustomer();
    for (const customer of [onTime, late]) {
      customer.live(reachableByEmail());
      customer.live(orderPlaced());
    }
    while (onTime.dueAt !== undefined && onTime.dueAt <= day(300)) onTime.live(tick(), onTime.dueAt);
    const next = orderPlaced({ orderId: 'o2', occurredAt: day(300) });
    onTime.live(next);
    late.live(next);
    expect(late.state).toEqual(onTime.state);
    expect(late.facts).toEqual(onTime.facts);
  });

  it('ignores the late word of an input that was accepted before the state was looked at', () => {
    const customer = newCustomer();
    customer.live(orderPlaced());
    customer.live(tick(), day(100));
    customer.live(orderPlaced({ orderId: 'o0', occurredAt: day(-5) }), day(50));
    expect(customer.state?.asOf).toBe(day(100));
    expect(customer.state?.classes.stage).toBe('at-risk');
  });
});
