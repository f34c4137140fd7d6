import { describe, expect, it } from 'vitest';
import type { CampaignControl } from '../../../../shared/domain/campaign/campaign-control.ts';
import type { CampaignRules, Trigger } from '../../../../shared/domain/campaign/campaign-rules.ts';
import { datedOccurrences } from '../../../../shared/domain/campaign/dated-occurrences.ts';
import { withControls } from '../../../../shared/domain/compiled-rules.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const HOUR = 3_600_000;
const schedule = (text: string, zone: 'customer' | 'shop' = 'customer'): Trigger => ({
  kind: 'schedule',
  form: 'once',
  text,
  zone,
});
const singlesDay = campaign({ name: 'singles-day', trigger: schedule('2026-01-11T10:00') });

function shop(campaigns: readonly CampaignRules[], controls?: readonly CampaignControl[]) {
  return withControls(rulesWith({ campaigns }), controls);
}

function customerOf(rules: ReturnType<typeof shop>, timeZone = 'UTC'): LiveCustomer {
  const customer = new LiveCustomer(rules);
  customer.live({ ...reachableByEmail(), timeZone });
  return customer;
}

function liveOn(customer: LiveCustomer, upTo: number): void {
  while (customer.dueAt !== undefined && customer.dueAt <= upTo) customer.live(tick(), customer.dueAt);
}

const sent = (customer: LiveCustomer) =>
  customer.facts.flatMap((fact) =>
    fact.kind === 'message.requested' ? [new Date(fact.at).toISOString()] : [],
  );

describe('a dated campaign', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-01-10T20:00:00.000Z'],
    ['Asia/Shanghai', '2026-01-11T02:00:00.000Z'],
    ['America/New_York', '2026-01-11T15:00:00.000Z'],
    ['Pacific/Niue', '2026-01-11T21:00:00.000Z'],
  ])('comes at the same local time in %s', (zone, at) => {
    const customer = customerOf(shop([singlesDay]), zone);
    // What a broadcast brings.
    customer.live(tick(), Date.parse('2026-01-10T20:01Z'));
    liveOn(customer, day(30));
    expect(sent(customer)).toEqual([at]);
  });

  it('comes at one instant by the clock of the shop', () => {
    const trigger = schedule('2026-01-11T10:00', 'shop');
    const customer = customerOf(shop([campaign({ trigger })]), 'America/New_York');
    customer.live(tick(), day(20));
    expect(sent(customer)).toEqual(['2026-01-11T10:00:00.000Z']);
  });

  it('comes once, however often the broadcast comes by, and though an order came first', () => {
    const customer = customerOf(shop([{ ...singlesDay, reentry: { kind: 'always' } }]));
    customer.live(orderPlaced({ occurredAt: Date.parse('2026-01-10T20:00:00Z') }));
    for (const minute of [1, 2, 3]) customer.live(tick(), Date.parse('2026-01-10T20:00Z') + minute * 60_000);
    liveOn(customer, day(30));
    customer.live(tick(), day(30));
    expect(sent(customer)).toEqual(['2026-01-11T10:00:00.000Z']);
  });

  it('comes as of its time for one whom the broadcast reaches late', () => {
    const customer = customerOf(shop([singlesDay]));
    customer.live(tick(), day(12));
    expect(sent(customer)).toEqual(['2026-01-11T10:00:00.000Z']);
  });

  it('does not come for one who joins later', () => {
    const customer = new LiveCustomer(shop([singlesDay]));
    customer.live(reachableByEmail(Date.parse('2026-01-10T21:00Z')));
    liveOn(customer, day(30));
    customer.live(tick(), day(30));
    expect(sent(customer)).toEqual([]);
  });

  it('asks for the audience as it starts, and again when its local time has come', () => {
    const rules = shop([{ ...singlesDay, audience: 'orders == 0' }]);
    const [stays, buys, bought] = [customerOf(rules), customerOf(rules), customerOf(rules)];
    bought.live(orderPlaced({ occurredAt: day(1) }));
    for (const customer of [stays, buys, bought]) customer.live(tick(), Date.parse('2026-01-10T20:00Z'));
    expect(bought.state?.journeys).toEqual([]);
    buys.live(orderPlaced({ occurredAt: Date.parse('2026-01-11T03:00Z') }));
    for (const customer of [stays, buys, bought]) liveOn(customer, day(30));
    expect([sent(stays).length, sent(buys).length, sent(bought).length]).toEqual([1, 0, 0]);
    expect(buys.facts).toContainEqual(
      expect.objectContaining({ kind: 'campaign.refused', reason: 'not-in-audience', why: { orders: 1 } }),
    );
  });

  it('says and writes nothing of those who are not in its audience', () => {
    const customer = customerOf(shop([{ ...singlesDay, audience: 'orders > 5' }]));
    expect(customer.live(tick(), day(10)).facts).toEqual([]);
    expect(customer.state?.journeys).toEqual([]);
  });

  it('repeats by cron, and for holidays', () => {
    const weekly = campaign({
      name: 'weekly',
      trigger: { kind: 'schedule', form: 'cron', text: '0 9 * * 1', zone: 'shop' },
    });
    const festival = campaign({
      name: 'festival',
      trigger: {
        kind: 'holiday',
        rule: { kind: 'chinese', month: 1, day: 1 },
        offsetDays: -7,
        minuteOfDay: 600,
        zone: 'customer',
      },
    });
    const rules = shop([weekly, festival]);
    expect(
      datedOccurrences(rules, day(0), day(45)).map(
        ({ campaign: name, occurrence }) => `${name} ${occurrence}`,
      ),
    ).toEqual([
      'weekly 2026-01-05T09:00',
      'weekly 2026-01-12T09:00',
      'weekly 2026-01-19T09:00',
      'weekly 2026-01-26T09:00',
      'weekly 2026-02-02T09:00',
      'weekly 2026-02-09T09:00',
      'festival 2026-02-10T10:00',
    ]);
  });

  it('does not make up for what was before it was published, and begins for customers at once that it waits for', () => {
    const daily: Trigger = { kind: 'schedule', form: 'cron', text: '0 9 * * *', zone: 'shop' };
    const rules = shop(
      [campaign({ name: 'daily', trigger: daily })],
      [{ campaign: 'daily', since: day(5), halts: [] }],
    );
    const customer = customerOf(rules);
    customer.live(tick(), day(8));
    expect(sent(customer)).toEqual([
      '2026-01-06T09:00:00.000Z',
      '2026-01-07T09:00:00.000Z',
      '2026-01-08T09:00:00.000Z',
    ]);
  });

  it('does not hold while nobody knows that it is published', () => {
    const customer = customerOf(shop([singlesDay, campaign({ name: 'thanks' })], []));
    customer.live(orderPlaced({ occurredAt: day(1) }));
    customer.live(tick(), day(20));
    expect(sent(customer)).toEqual([]);
  });

  it('takes in those who are in a segment already where that is asked for, once', () => {
    const rules = shop([
      campaign({
        name: 'all',
        trigger: { kind: 'enters', what: 'stage', name: 'new', backfillAt: '2026-01-05T09:00' },
        reentry: { kind: 'once' },
      }),
      campaign({ name: 'moves', trigger: { kind: 'enters', what: 'stage', name: 'new' } }),
    ]);
    // An old order, told late: nothing that happens now.
    const customer = new LiveCustomer(rules);
    customer.live(orderPlaced({ occurredAt: day(-5) }), day(0));
    customer.live(reachableByEmail(day(0)));
    expect(customer.state?.classes.stage).toBe('new');
    customer.live(tick(), day(8));
    expect(customer.state?.messages.map(({ campaign: name, at }) => [name, at])).toEqual([
      ['all', day(4) + 9 * HOUR],
    ]);
  });
});

describe('an anniversary', () => {
  const birthday = (overrides: Partial<Extract<Trigger, { kind: 'anniversary' }>> = {}): CampaignRules =>
    campaign({
      trigger: {
        ...{ kind: 'anniversary', of: { kind: 'birthday', calendar: 'gregorian' } },
        ...{ offsetDays: 0, minuteOfDay: 540, leapDay: 'february-28' },
        ...overrides,
      },
    });

  function born(rules: CampaignRules, date: string, timeZone = 'UTC'): LiveCustomer {
    const customer = customerOf(shop([rules]), timeZone);
    customer.live(customerUpdated({ id: 'born', birthday: date }));
    liveOn(customer, Date.UTC(2029, 0, 1));
    return customer;
  }

  it("is kept each year by the customer's clock", () => {
    expect(sent(born(birthday(), '1990-05-20', 'Asia/Shanghai'))).toEqual([
      '2026-05-20T01:00:00.000Z',
      '2027-05-20T01:00:00.000Z',
      '2028-05-20T01:00:00.000Z',
    ]);
  });

  it.each([
    ['february-28', ['2026-02-28', '2027-02-28', '2028-02-29']],
    ['march-1', ['2026-03-01', '2027-03-01', '2028-02-29']],
  ] as const)('of a 29 February falls on %s in other years', (leapDay, dates) => {
    expect(sent(born(birthday({ leapDay }), '--02-29')).map((at) => at.slice(0, 10))).toEqual(dates);
  });

  it('by the Chinese calendar moves', () => {
    // Mid-Autumn of 1990: the fifteenth of the eighth month.
    const lunar = birthday({ of: { kind: 'birthday', calendar: 'chinese' } });
    expect(sent(born(lunar, '1990-10-03')).map((at) => at.slice(0, 10))).toEqual([
      '2026-09-25',
      '2027-09-15',
      '2028-10-03',
    ]);
  });

  it('can be told days before, over the turn of the year', () => {
    expect(sent(born(birthday({ offsetDays: -7 }), '--01-03')).map((at) => at.slice(0, 10))).toEqual([
      '2026-12-27',
      '2027-12-27',
      '2028-12-27',
    ]);
  });

  it('of the first order is kept from a year on', () => {
    const customer = customerOf(shop([birthday({ of: { kind: 'first-order' }, offsetDays: -3 })]));
    customer.live(orderPlaced({ occurredAt: day(10) }));
    liveOn(customer, Date.UTC(2028, 6, 1));
    expect(sent(customer).map((at) => at.slice(0, 10))).toEqual(['2027-01-08', '2028-01-08']);
  });

  it('that is told on the day, too late for its hour, is kept next year', () => {
    const customer = customerOf(shop([birthday()]));
    customer.live(customerUpdated({ id: 'born', birthday: '--01-05', occurredAt: day(4) + 15 * HOUR }));
    liveOn(customer, Date.UTC(2027, 5, 1));
    expect(sent(customer)).toEqual(['2027-01-05T09:00:00.000Z']);
  });
});
