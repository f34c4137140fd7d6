import { describe, expect, it } from 'vitest';
import type { Halt } from '../../../../shared/domain/campaign/campaign-control.ts';
import type { CampaignRules, Step } from '../../../../shared/domain/campaign/campaign-rules.ts';
import { type CompiledRules, withControls } from '../../../../shared/domain/compiled-rules.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import { decide } from '../../../../shared/domain/decide.ts';
import { day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import type { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const wait = (name: string, days: number, next: string): Step => ({
  ...{ kind: 'wait', name, until: 'passed', ms: days * 86_400_000, next },
});
const series = campaign({
  name: 'series',
  steps: [
    sendStep({ name: 'first', next: 'pause' }),
    wait('pause', 3, 'second'),
    sendStep({ name: 'second' }),
  ],
});

const rulesOf = (campaigns: readonly CampaignRules[], halts: readonly Halt[] = []): CompiledRules =>
  withControls(
    rulesWith({ campaigns }),
    campaigns.map(({ name }) => ({ campaign: name, since: 0, halts: name === 'series' ? halts : [] })),
  );

/** A customer whose rules may change. */
class Customer {
  state: CustomerState | undefined;
  dueAt: number | undefined;
  readonly facts: LiveCustomer['facts'] = [];

  live(input: Parameters<LiveCustomer['live']>[0], rules: CompiledRules, at?: number): this {
    const acceptedAt = at ?? (input.kind === 'tick' ? 0 : input.occurredAt);
    const decision = decide('c1', this.state, input, rules, acceptedAt);
    this.state = decision.state;
    this.dueAt = decision.dueAt;
    this.facts.push(...decision.facts);
    return this;
  }

  get sent() {
    return this.facts.flatMap((fact) => (fact.kind === 'message.requested' ? [[fact.step, fact.at]] : []));
  }

  get left() {
    return this.facts.flatMap((fact) =>
      fact.kind === 'campaign.exited' ? [[fact.campaign, fact.reason]] : [],
    );
  }
}

const begin = (rules = rulesOf([series])): Customer =>
  new Customer().live(reachableByEmail(), rules).live(orderPlaced({ occurredAt: day(1) }), rules);

describe('a campaign that is paused', () => {
  const paused = (to?: number): CompiledRules =>
    rulesOf([series], [{ kind: 'paused', from: day(2), ...(to !== undefined && { to }) }]);

  it('stands still until it is resumed, and then goes on where it was', () => {
    const customer = begin().live(tick(), paused(), day(2)).live(tick(), paused(), day(6));
    expect(customer.sent).toEqual([['first', day(1)]]);
    customer.live(tick(), paused(day(7)), day(8));
    expect(customer.sent).toEqual([
      ['first', day(1)],
      ['second', day(7)],
    ]);
  });

  it('goes on at the end of the pause where that is known before', () => {
    const customer = begin().live(tick(), paused(day(7)), day(3));
    expect(customer.dueAt).toBe(day(7));
    expect(customer.live(tick(), paused(day(7)), day(7)).sent[1]).toEqual(['second', day(7)]);
  });

  it('lets nobody in meanwhile, says so, and does not make up for it', () => {
    const customer = begin().live(orderPlaced({ orderId: 'o2', occurredAt: day(3) }), paused());
    customer.live(tick(), paused(day(7)), day(20));
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'campaign.refused', reason: 'paused', at: day(3) }),
    );
    expect(customer.sent).toHaveLength(2);
  });

  it('still hears the event that ends a journey', () => {
    const exitOn = [{ event: 'order.refunded' }] as const;
    const rules = rulesOf([{ ...series, exitOn }], [{ kind: 'paused', from: day(2) }]);
    const refund = {
      kind: 'order.refunded',
      id: 'r',
      orderId: 'o1',
      amountMinor: 1,
      currency: 'USD',
    } as const;
    const customer = begin(rulesOf([{ ...series, exitOn }])).live({ ...refund, occurredAt: day(3) }, rules);
    expect(customer.left).toEqual([['series', 'exit-event']]);
  });

  it('whose local time came in the pause comes when it is resumed, unless that is too late', () => {
    const dated = {
      ...series,
      trigger: { kind: 'schedule', form: 'once', text: '2026-01-05T10:00', zone: 'customer' },
    } as const;
    const from = Date.parse('2026-01-05T05:00Z');
    for (const [hours, count] of [
      [20, 1],
      [200, 0],
    ] as const) {
      const to = from + hours * 3_600_000;
      const customer = new Customer().live(reachableByEmail(), rulesOf([dated]));
      customer.live(tick(), rulesOf([dated], [{ kind: 'paused', from }]), Date.parse('2026-01-05T06:00Z'));
      customer.live(tick(), rulesOf([dated], [{ kind: 'paused', from, to }]), to + 60_000);
      expect(customer.sent).toHaveLength(count);
    }
  });
});

describe('a campaign that is stopped', () => {
  it('ends its journeys, and lets nobody in until it is started again', () => {
    const stopped = rulesOf([series], [{ kind: 'stopped', from: day(2), to: day(10) }]);
    const customer = begin().live(orderPlaced({ orderId: 'o2', occurredAt: day(3) }), stopped);
    customer.live(tick(), stopped, day(5)).live(orderPlaced({ orderId: 'o3', occurredAt: day(11) }), stopped);
    expect(customer.left).toEqual([['series', 'stopped']]);
    expect(customer.sent).toEqual([
      ['first', day(1)],
      ['first', day(11)],
    ]);
  });
});

describe('a campaign that is edited while it runs', () => {
  const edited = (...steps: Step[]): CompiledRules => rulesOf([{ ...series, steps }]);

  it('lets a wait end when it was to end, and goes on with the steps that are there now', () => {
    const customer = begin();
    expect(customer.dueAt).toBe(day(4));
    const now = edited(
      sendStep({ name: 'first', next: 'pause' }),
      wait('pause', 30, 'extra'),
      sendStep({ name: 'extra', next: 'second' }),
      sendStep({ name: 'second', template: 'other' }),
    );
    customer.live(tick(), now, day(4));
    expect(customer.sent.map(([step]) => step)).toEqual(['first', 'extra', 'second']);
    expect(customer.facts).toContainEqual(expect.objectContaining({ step: 'second', template: 'other' }));
  });

  it('lets go whom the edit leaves without a step', () => {
    const customer = begin().live(tick(), edited(sendStep({ name: 'first' })), day(4));
    expect(customer.left).toEqual([['series', 'step-removed']]);
  });

  it('lets go everybody when it is gone from the files', () => {
    expect(begin().live(tick(), rulesOf([]), day(4)).left).toEqual([['series', 'campaign-removed']]);
  });

  it('does not change what has been sent', () => {
    const customer = begin().live(
      tick(),
      edited(sendStep({ name: 'zero', next: 'first' }), ...series.steps),
      day(4),
    );
    expect(customer.sent.map(([step]) => step)).toEqual(['first', 'second']);
  });
});

describe('a campaign that is renamed', () => {
  const renamed = { ...series, name: 'saga', formerNames: ['series'] };

  it('goes on under its new name with the journeys that it had', () => {
    const customer = begin().live(tick(), rulesOf([renamed]), day(4));
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'message.requested', campaign: 'saga', step: 'second' }),
    );
    expect(customer.left).toEqual([['saga', 'finished']]);
  });

  it('keeps its re-entry rule, its holdout and its variants', () => {
    const reentry = { kind: 'after', days: 100 } as const;
    const before = rulesOf([{ ...series, reentry }]);
    const customer = begin(before).live(tick(), before, day(5));
    customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(20) }), rulesOf([{ ...renamed, reentry }]));
    expect(customer.facts).toContainEqual(
      expect.objectContaining({ kind: 'campaign.refused', campaign: 'saga', reason: 're-entry' }),
    );
    const variants = [
      { name: 'a', percent: 50 },
      { name: 'b', percent: 50 },
    ];
    const drawn = [series, renamed].map((each) => {
      const rules = rulesOf([{ ...each, variants, holdoutPercent: 30 }]);
      return Array.from({ length: 200 }, (_, index) => {
        const id = `c${index}`;
        const known = decide(id, undefined, reachableByEmail(), rules, day(0)).state;
        const { exposures } = decide(id, known, orderPlaced({ occurredAt: day(1) }), rules, day(1)).state;
        return exposures[0]?.arm;
      });
    });
    expect(drawn[1]).toEqual(drawn[0]);
    expect(new Set(drawn[0])).toEqual(new Set(['a', 'b', 'holdout']));
  });
});
