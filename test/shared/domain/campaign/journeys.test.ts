import { describe, expect, it } from 'vitest';
import type { CampaignRules, Step } from '../../../../shared/domain/campaign/campaign-rules.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const HOUR = 3_600_000;

function customerOf(...campaigns: CampaignRules[]): LiveCustomer {
  const customer = new LiveCustomer(rulesWith({ campaigns }));
  customer.live(reachableByEmail());
  return customer;
}

/** Ticks whenever something is due, up to an instant. */
function liveOn(customer: LiveCustomer, upTo: number): void {
  while (customer.dueAt !== undefined && customer.dueAt <= upTo) customer.live(tick(), customer.dueAt);
}

const requests = (customer: LiveCustomer) =>
  customer.facts.flatMap((fact) => (fact.kind === 'message.requested' ? [[fact.step, fact.at]] : []));
const exits = (customer: LiveCustomer) =>
  customer.facts.flatMap((fact) => (fact.kind === 'campaign.exited' ? [fact.reason] : []));

const wait = (name: string, ms: number, next: string): Step => ({
  kind: 'wait',
  name,
  until: 'passed',
  ms,
  next,
});

describe('a journey', () => {
  it('sends, waits and sends again', () => {
    const customer = customerOf(
      campaign({
        steps: [
          sendStep({ name: 'first', next: 'pause' }),
          wait('pause', 3 * 24 * HOUR, 'second'),
          sendStep({ name: 'second' }),
        ],
      }),
    );
    customer.live(orderPlaced({ occurredAt: day(1) }));
    liveOn(customer, day(30));
    expect(requests(customer)).toEqual([
      ['first', day(1)],
      ['second', day(4)],
    ]);
    expect(exits(customer)).toEqual(['finished']);
    expect(customer.state?.journeys).toEqual([]);
  });

  it('waits for a local time on a weekday of the customer', () => {
    const customer = customerOf(
      campaign({
        steps: [
          {
            kind: 'wait',
            name: 'tuesday',
            until: 'local-time',
            minuteOfDay: 600,
            days: ['tue'],
            next: 'mail',
          },
          sendStep(),
        ],
      }),
    );
    customer.live(customerUpdated({ id: 'zone', timeZone: 'Asia/Shanghai' }));
    // A Thursday.
    customer.live(orderPlaced({ occurredAt: day(0) }));
    liveOn(customer, day(30));
    expect(requests(customer)).toEqual([['mail', Date.parse('2026-01-06T10:00+08:00')]]);
  });

  it('waits for a day before a date that the event names, and goes on at once where that has passed', () => {
    const steps = [
      {
        kind: 'wait',
        name: 'soon',
        until: 'date',
        field: 'dueAt',
        offsetDays: -3,
        minuteOfDay: 540,
        next: 'mail',
      },
      sendStep(),
    ] as const;
    const trigger = { kind: 'event', event: 'invoice.issued' } as const;
    const customer = customerOf(campaign({ trigger, steps, purpose: 'transactional' }));
    const invoice = { kind: 'invoice.issued', totalMinor: 100, currency: 'USD' } as const;
    customer.live({ ...invoice, id: 'i1', invoiceId: 'i1', occurredAt: day(1), dueAt: day(11) + HOUR });
    customer.live({ ...invoice, id: 'i2', invoiceId: 'i2', occurredAt: day(2), dueAt: day(4) });
    liveOn(customer, day(30));
    expect(requests(customer)).toEqual([
      ['mail', day(2)],
      ['mail', day(8) + 9 * HOUR],
    ]);
  });

  const cart = campaign({
    name: 'cart',
    trigger: { kind: 'event', event: 'cart.abandoned', when: 'event.total >= 20' },
    steps: [
      {
        kind: 'wait',
        name: 'without',
        until: 'event',
        pattern: { event: 'order.placed' },
        withinMs: 4 * HOUR,
        next: 'mail',
      },
      sendStep(),
    ],
  });
  const left = (totalMinor: number, occurredAt = day(1)) =>
    ({
      kind: 'cart.abandoned',
      id: `cart-${occurredAt}`,
      cartId: 'k1',
      totalMinor,
      currency: 'USD',
      occurredAt,
    }) as const;

  it('goes on when the event that it waits for has not come in time', () => {
    const customer = customerOf(cart);
    customer.live(left(2_000));
    liveOn(customer, day(30));
    expect(requests(customer)).toEqual([['mail', day(1) + 4 * HOUR]]);
  });

  it('ends with the event that it waits for', () => {
    const customer = customerOf(cart);
    customer.live(left(2_000));
    customer.live(orderPlaced({ occurredAt: day(1) + HOUR }));
    liveOn(customer, day(30));
    expect(requests(customer)).toEqual([]);
    expect(exits(customer)).toEqual(['finished']);
  });

  it('does not wait for an order that came before the news of the cart', () => {
    const customer = customerOf(cart);
    customer.live(orderPlaced({ occurredAt: day(1) + HOUR }));
    customer.live(left(2_000), day(1) + 2 * HOUR);
    liveOn(customer, day(30));
    expect(requests(customer)).toEqual([]);
  });

  it('does not begin where the condition of the trigger does not hold, or the event is a day old', () => {
    const customer = customerOf(cart);
    customer.live(left(1_900));
    customer.live(left(3_000, day(2)), day(3));
    expect(customer.facts.filter(({ kind }) => kind.startsWith('campaign.'))).toEqual([
      expect.objectContaining({ kind: 'campaign.refused', reason: 'too-late' }),
    ]);
  });

  it('takes the branch that fits, and joins again', () => {
    const steps: Step[] = [
      {
        ...{ kind: 'branch', name: 'worth', next: 'small' },
        cases: [
          { when: 'entry.total >= 100', next: 'large' },
          { when: 'entry.total >= 50', next: 'middle' },
        ],
      },
      sendStep({ name: 'large', next: 'last' }),
      sendStep({ name: 'middle', next: 'last' }),
      sendStep({ name: 'small', next: 'last' }),
      sendStep({ name: 'last' }),
    ];
    const customer = customerOf(campaign({ steps }));
    for (const [position, totalMinor] of [15_000, 6_000, 100].entries())
      customer.live(orderPlaced({ orderId: `o${position}`, occurredAt: day(position), totalMinor }));
    expect(requests(customer).map(([step]) => step)).toEqual([
      'large',
      'last',
      'middle',
      'last',
      'small',
      'last',
    ]);
  });

  it('passes over a step whose condition does not hold', () => {
    const steps = [sendStep({ name: 'never', only: 'orders > 5', next: 'mail' }), sendStep()];
    const customer = customerOf(campaign({ steps }));
    customer.live(orderPlaced());
    expect(requests(customer).map(([step]) => step)).toEqual(['mail']);
  });

  it('leaves when the exit condition holds at a step, and at an exit event at once', () => {
    const steps = [wait('pause', 48 * HOUR, 'mail'), sendStep()];
    const byCondition = customerOf(
      campaign({ name: 'a', steps, exitWhen: 'orders >= 2', reentry: { kind: 'once' } }),
    );
    const byEvent = customerOf(
      campaign({ name: 'b', steps, exitOn: [{ event: 'order.refunded' }], reentry: { kind: 'once' } }),
    );
    for (const customer of [byCondition, byEvent]) {
      customer.live(orderPlaced());
      customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(1) }));
    }
    byEvent.live({
      kind: 'order.refunded',
      id: 'r',
      orderId: 'o1',
      occurredAt: day(1),
      amountMinor: 1,
      currency: 'USD',
    });
    expect(exits(byEvent)).toEqual(['exit-event']);
    liveOn(byCondition, day(30));
    expect([requests(byCondition), exits(byCondition)]).toEqual([[], ['exit-condition']]);
  });

  it('awards, sets attributes, asks for calls and webhooks, and stops where it is told to', () => {
    const steps: Step[] = [
      { kind: 'award', name: 'gift', points: 100, coupon: 'BACK10', next: 'mark' },
      { kind: 'set', name: 'mark', attributes: { thanked: true }, next: 'call' },
      { kind: 'task', name: 'call', title: 'Say thanks', dueInDays: 2, next: 'hook' },
      { kind: 'webhook', name: 'hook', endpoint: 'warehouse', data: { gift: 1 }, next: 'out' },
      { kind: 'exit', name: 'out', next: 'mail' },
      sendStep(),
    ];
    const customer = customerOf(campaign({ steps }));
    customer.live(orderPlaced());
    expect(customer.kinds().slice(-6)).toEqual([
      'campaign.entered',
      'award.granted',
      'profile.changed',
      'task.requested',
      'webhook.requested',
      'campaign.exited',
    ]);
    expect(customer.facts).toContainEqual(expect.objectContaining({ kind: 'task.requested', dueAt: day(2) }));
    expect(customer.state?.profile.attributes.thanked?.value).toBe(true);
    expect(exits(customer)).toEqual(['exit-step']);
  });

  it('sets an attribute that puts the customer into a segment, which sets off another campaign', () => {
    const rules = rulesWith({
      segments: [{ name: 'thanked', condition: 'attributes.thanked == true' }],
      campaigns: [
        campaign({ name: 'mark', steps: [{ kind: 'set', name: 'set', attributes: { thanked: true } }] }),
        campaign({ name: 'follow', trigger: { kind: 'enters', what: 'segment', name: 'thanked' } }),
      ],
    });
    const customer = new LiveCustomer(rules);
    customer.live(reachableByEmail());
    customer.live(orderPlaced());
    expect(customer.state?.segments).toEqual(['thanked']);
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'message.requested', campaign: 'follow' }),
    );
  });

  it('puts what varies by tier in the place of what is the same for all', () => {
    const send = sendStep({
      offer: { percent: 10 },
      variations: [{ when: 'tier == "head"', template: 'best', offer: { percent: 20 } }],
    });
    const customer = customerOf(campaign({ steps: [send] }));
    customer.live(orderPlaced({ totalMinor: 1_000 }));
    customer.live(orderPlaced({ orderId: 'o2', totalMinor: 90_000 }));
    expect(customer.facts.filter(({ kind }) => kind === 'message.requested')).toEqual([
      expect.objectContaining({ template: 'thanks', offer: { percent: 10 } }),
      expect.objectContaining({ template: 'best', offer: { percent: 20 } }),
    ]);
  });
});

describe('a wait for an opening', () => {
  const steps: Step[] = [
    sendStep({ name: 'mail', next: 'opened' }),
    {
      ...{ kind: 'wait', name: 'opened', until: 'event', withinMs: 3 * 24 * HOUR, next: 'again' },
      pattern: { event: 'message.opened', when: 'event.campaign == "thanks"' },
    },
    sendStep({ name: 'again' }),
  ];

  it.each([
    ['message.opened', 1],
    ['message.clicked', 1],
    [undefined, 2],
  ] as const)('ends with %s', (kind, messages) => {
    const customer = customerOf(campaign({ steps }));
    customer.live(orderPlaced({ occurredAt: day(1) }));
    const [mail] = customer.state?.messages ?? [];
    if (mail !== undefined && kind !== undefined) {
      const { campaign: name, step, occurrence } = mail;
      customer.live({ kind, id: 'e', occurredAt: day(2), campaign: name, step, occurrence });
    }
    liveOn(customer, day(30));
    expect(requests(customer)).toHaveLength(messages);
  });
});

describe('entering', () => {
  it.each([
    [{ kind: 'once' }, 1],
    [{ kind: 'after', days: 10 }, 2],
    [{ kind: 'always' }, 3],
  ] as const)('follows the re-entry rule %o', (reentry, entries) => {
    const customer = customerOf(campaign({ reentry }));
    for (const at of [0, 5, 10]) customer.live(orderPlaced({ orderId: `o${at}`, occurredAt: day(at) }));
    expect(requests(customer)).toHaveLength(entries);
  });

  it('keeps apart two events of one second', () => {
    const customer = customerOf(campaign());
    customer.live(orderPlaced({ orderId: 'o1' }));
    customer.live(orderPlaced({ orderId: 'o2' }));
    expect(new Set(customer.state?.messages.map(({ occurrence }) => occurrence)).size).toBe(2);
  });

  it('is refused to those who are not in the audience, with what it looked at', () => {
    const customer = customerOf(campaign({ audience: 'orders >= 2' }));
    customer.live(orderPlaced());
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'campaign.refused', reason: 'not-in-audience', why: { orders: 1 } }),
    );
  });

  it('is not set off when the same order is told again', () => {
    const customer = customerOf(campaign());
    customer.live(orderPlaced());
    customer.live(orderPlaced({ id: 'again' }));
    expect(requests(customer)).toHaveLength(1);
  });

  it('has at most twenty journeys under way, and says so of the next', () => {
    const customer = customerOf(campaign({ steps: [wait('long', 90 * 24 * HOUR, 'mail'), sendStep()] }));
    for (let order = 0; order < 22; order += 1)
      customer.live(orderPlaced({ orderId: `o${order}`, occurredAt: day(0) + order }));
    expect(customer.state?.journeys).toHaveLength(20);
    expect(customer.facts.filter((fact) => fact.kind === 'campaign.refused')).toHaveLength(2);
  });
});
