import { describe, expect, it } from 'vitest';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { SendingRules } from '../../../../shared/domain/campaign/sending-rules.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const HOUR = 3_600_000;
const night = [{ fromMinute: 21 * 60, toMinute: 8 * 60 }];

function customerWith(sending: Partial<SendingRules>, ...campaigns: CampaignRules[]): LiveCustomer {
  const rules = rulesWith({
    campaigns,
    sending: { caps: [], quietHours: { email: [], sms: [] }, costs: { email: 0, sms: 0 }, ...sending },
  });
  const customer = new LiveCustomer(rules);
  customer.live(reachableByEmail());
  return customer;
}

function liveOn(customer: LiveCustomer, upTo: number): void {
  while (customer.dueAt !== undefined && customer.dueAt <= upTo) customer.live(tick(), customer.dueAt);
}

const order = (orderId: string, occurredAt: number) => orderPlaced({ orderId, occurredAt });
const sent = (customer: LiveCustomer) =>
  customer.facts.flatMap((fact) => (fact.kind === 'message.requested' ? [fact.at] : []));
const said = (customer: LiveCustomer) =>
  customer.facts.flatMap((fact) =>
    fact.kind === 'message.deferred' || fact.kind === 'message.suppressed' ? [[fact.kind, fact.reason]] : [],
  );

describe('frequency caps', () => {
  const oncePerDay = { caps: [{ messages: 1, hours: 24 }] };

  it('roll: what went at 23:00 still counts at 00:00', () => {
    const customer = customerWith(oncePerDay, campaign());
    customer.live(order('o1', day(1) - HOUR));
    customer.live(order('o2', day(1)));
    liveOn(customer, day(5));
    expect(sent(customer)).toEqual([day(1) - HOUR, day(2) - HOUR]);
    expect(said(customer)).toEqual([['message.deferred', 'capped']]);
  });

  it('drop a message, with the reason, that they would hold back beyond its worth', () => {
    const customer = customerWith(oncePerDay, campaign({ steps: [sendStep({ expiresAfterHours: 6 })] }));
    customer.live(order('o1', day(1)));
    customer.live(order('o2', day(1) + HOUR));
    liveOn(customer, day(5));
    expect(sent(customer)).toEqual([day(1)]);
    expect(said(customer)).toEqual([['message.suppressed', 'capped']]);
  });

  it('hold back what has the lower priority', () => {
    const customer = customerWith(
      oncePerDay,
      campaign({ name: 'low', priority: -1 }),
      campaign({ name: 'high', priority: 5 }),
      campaign({ name: 'middle' }),
    );
    customer.live(order('o1', day(1)));
    liveOn(customer, day(9));
    expect(customer.state?.messages.map((message) => [message.campaign, message.at])).toEqual([
      ['high', day(1)],
      ['middle', day(2)],
      ['low', day(3)],
    ]);
  });

  it('of a channel do not count the others', () => {
    const customer = customerWith({ caps: [{ channel: 'sms', messages: 1, hours: 24 }] }, campaign());
    customer.live(order('o1', day(1)));
    customer.live(order('o2', day(1)));
    expect(sent(customer)).toHaveLength(2);
  });

  it('do not count transactional messages, nor hold them back', () => {
    const customer = customerWith(
      oncePerDay,
      campaign({ purpose: 'transactional' }),
      campaign({ name: 'promotion' }),
    );
    customer.live(order('o1', day(1)));
    customer.live(order('o2', day(1) + 1));
    expect(sent(customer)).toHaveLength(3);
  });
});

describe('quiet hours', () => {
  const quiet = { quietHours: { email: night, sms: night } };

  it("hold a message back until they end by the customer's clock", () => {
    const customer = customerWith(quiet, campaign());
    customer.live(customerUpdated({ id: 'zone', timeZone: 'Asia/Shanghai' }));
    customer.live(order('o1', Date.parse('2026-01-05T22:30+08:00')));
    liveOn(customer, day(9));
    expect(sent(customer)).toEqual([Date.parse('2026-01-06T08:00+08:00')]);
    expect(said(customer)).toEqual([['message.deferred', 'quiet']]);
  });

  it("go by the country's clock where the zone is not known, and by the shop's where neither is", () => {
    const ofCountry = customerWith(quiet, campaign());
    ofCountry.live(customerUpdated({ id: 'zone', timeZone: 'Mars/Olympus', country: 'CN' }));
    const ofShop = customerWith(quiet, campaign());
    for (const customer of [ofCountry, ofShop]) {
      customer.live(order('o1', Date.parse('2026-01-05T15:00Z')));
      liveOn(customer, day(9));
    }
    expect(sent(ofCountry)).toEqual([Date.parse('2026-01-06T08:00+08:00')]);
    expect(sent(ofShop)).toEqual([Date.parse('2026-01-05T15:00Z')]);
  });

  it('leave what the hours of the campaign itself allow', () => {
    const sendHours = [{ days: ['sat'] as const, fromMinute: 7 * 60, toMinute: 12 * 60 }];
    const customer = customerWith(
      quiet,
      campaign({ sendHours, steps: [sendStep({ expiresAfterHours: 200 })] }),
    );
    customer.live(order('o1', Date.parse('2026-01-05T12:00Z')));
    liveOn(customer, day(20));
    expect(sent(customer)).toEqual([Date.parse('2026-01-10T08:00Z')]);
  });

  it('of a channel that a campaign does not use are not its business', () => {
    const late = [{ fromMinute: 21 * 60, toMinute: 23 * 60 }];
    const customer = customerWith({ quietHours: { email: [], sms: night } }, campaign({ sendHours: late }));
    customer.live(order('o1', Date.parse('2026-01-05T12:00Z')));
    liveOn(customer, day(9));
    expect(sent(customer)).toEqual([Date.parse('2026-01-05T21:00Z')]);
  });

  it('do not hold transactional messages back', () => {
    const customer = customerWith(quiet, campaign({ purpose: 'transactional' }));
    customer.live(order('o1', Date.parse('2026-01-05T22:30Z')));
    expect(sent(customer)).toEqual([Date.parse('2026-01-05T22:30Z')]);
  });
});

describe('an open complaint', () => {
  const complain = (at: number) => ({ kind: 'case.opened', id: 'c1', caseId: 'k1', occurredAt: at }) as const;
  const settle = (at: number) => ({ kind: 'case.closed', id: 'c2', caseId: 'k1', occurredAt: at }) as const;

  it('holds back promotion until it is closed', () => {
    const customer = customerWith({}, campaign());
    customer.live(complain(day(1)));
    customer.live(order('o1', day(1)));
    expect(said(customer)).toEqual([['message.deferred', 'case']]);
    customer.live(settle(day(2)));
    expect(sent(customer)).toEqual([day(2)]);
  });

  it('lets a message expire, with the reason, that it holds back too long', () => {
    const customer = customerWith({}, campaign());
    customer.live(complain(day(1)));
    customer.live(order('o1', day(1)));
    liveOn(customer, day(9));
    customer.live(settle(day(9)));
    expect(sent(customer)).toEqual([]);
    expect(said(customer)).toEqual([
      ['message.deferred', 'case'],
      ['message.suppressed', 'case'],
    ]);
  });

  it('does not hold back transactional messages', () => {
    const customer = customerWith({}, campaign({ purpose: 'transactional' }));
    customer.live(complain(day(1)));
    customer.live(order('o1', day(1)));
    expect(sent(customer)).toEqual([day(1)]);
  });
});

describe('the channel', () => {
  const both = campaign({ steps: [sendStep({ channels: ['email', 'sms'] })] });
  const withPhone = (overrides = {}) =>
    customerUpdated({
      id: 'phone',
      reachable: { sms: true },
      consents: [{ channel: 'sms', status: 'granted', source: 'x', at: day(0) }],
      ...overrides,
    });
  const channels = (customer: LiveCustomer) => customer.state?.messages.map(({ channel }) => channel);

  it('is the first that consent and address allow', () => {
    const customer = customerWith({}, both);
    customer.live(withPhone());
    customer.live(order('o1', day(1)));
    customer.live(
      customerUpdated({
        id: 'no',
        consents: [{ channel: 'email', status: 'withdrawn', source: 'x', at: day(2) }],
        occurredAt: day(2),
      }),
    );
    customer.live(order('o2', day(3)));
    expect(channels(customer)).toEqual(['email', 'sms']);
  });

  it('is the one that the customer prefers', () => {
    const customer = customerWith({}, both);
    customer.live(withPhone({ attributes: { preferredMessageChannel: 'sms' } }));
    customer.live(order('o1', day(1)));
    expect(channels(customer)).toEqual(['sms']);
  });

  it('is another once five messages drew nothing where the other drew something', () => {
    const customer = customerWith({}, both);
    customer.live(withPhone({ attributes: { preferredMessageChannel: 'sms' } }));
    customer.live(order('o1', day(1)));
    const [text] = customer.state?.messages ?? [];
    if (text === undefined) throw new Error('no text was asked for');
    const { campaign: of, step, occurrence } = text;
    customer.live({ kind: 'message.clicked', id: 'k', occurredAt: day(1), campaign: of, step, occurrence });
    customer.live(
      customerUpdated({ id: 'any', attributes: { preferredMessageChannel: null }, occurredAt: day(1) }),
    );
    for (let position = 2; position < 8; position += 1) customer.live(order(`o${position}`, day(position)));
    expect(channels(customer)).toEqual(['sms', 'email', 'email', 'email', 'email', 'email', 'sms']);
  });

  it('is the one that is not capped', () => {
    const customer = customerWith({ caps: [{ channel: 'email', messages: 1, hours: 24 }] }, both);
    customer.live(withPhone());
    customer.live(order('o1', day(1)));
    customer.live(order('o2', day(1) + HOUR));
    expect(channels(customer)).toEqual(['email', 'sms']);
  });
});
