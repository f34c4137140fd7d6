import { describe, expect, it } from 'vitest';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import { pickShare, stableShare } from '../../../../shared/domain/campaign/stable-share.ts';
import { decide } from '../../../../shared/domain/decide.ts';
import { day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const CUSTOMERS = 20_000;
const ids = Array.from({ length: CUSTOMERS }, (_, index) => `customer-${index}`);

/** Four standard deviations of a binomial share: one run in 16,000 would be further off. */
const sampling = (share: number) => 4 * Math.sqrt((share * (1 - share)) / CUSTOMERS);

const ordersOf = (campaigns: readonly CampaignRules[], controlPercent = 0, salt = 'test') => {
  const rules = rulesWith({ campaigns, experiments: { controlPercent, salt, confidence: 0.95 } });
  return (id: string) => {
    const known = decide(id, undefined, reachableByEmail(), rules, day(0)).state;
    return decide(id, known, orderPlaced({ occurredAt: day(1) }), rules, day(1));
  };
};

describe('a holdout', () => {
  it('of 5 % is 5 % within sampling error, the same on replay, and gets nothing', () => {
    const order = ordersOf([campaign({ holdoutPercent: 5 })]);
    const heldOut = ids.filter((id) => order(id).state.exposures[0]?.arm === 'holdout');
    expect(Math.abs(heldOut.length / CUSTOMERS - 0.05)).toBeLessThan(sampling(0.05));
    for (const id of heldOut.slice(0, 200)) {
      const again = order(id);
      expect(again.state.exposures[0]?.arm).toBe('holdout');
      expect(again.facts.map(({ kind }) => kind)).not.toContain('message.requested');
    }
  });

  it('of one campaign has nothing to do with that of another, nor with its variants', () => {
    const isHeldOut = (name: string, id: string) => stableShare('test', 'holdout', name, id) < 0.05;
    const both = ids.filter((id) => isHeldOut('one', id) && isHeldOut('other', id)).length;
    expect(Math.abs(both / CUSTOMERS - 0.0025)).toBeLessThan(sampling(0.0025));
    const variants = [
      { name: 'a', percent: 30 },
      { name: 'b', percent: 70 },
    ];
    const kept = ids.filter((id) => !isHeldOut('one', id));
    const inA = kept.filter(
      (id) => pickShare(stableShare('test', 'variant', 'one', id), variants)?.name === 'a',
    );
    expect(Math.abs(inA.length / kept.length - 0.3)).toBeLessThan(sampling(0.3));
  });

  it('does not concern transactional messages', () => {
    const order = ordersOf([campaign({ holdoutPercent: 100, purpose: 'transactional' })], 100);
    expect(order('c1').facts.map(({ kind }) => kind)).toContain('message.requested');
  });
});

describe('the control group', () => {
  it('is the same for all campaigns, and another with another salt', () => {
    const of = (salt: string) => {
      const order = ordersOf(
        [campaign({ name: 'one' }), campaign({ name: 'other', holdoutPercent: 50 })],
        20,
        salt,
      );
      return ids.slice(0, 1_000).filter((id) => {
        const arms = order(id).state.exposures.map(({ arm }) => arm);
        expect(arms.filter((arm) => arm === 'control').length % 2).toBe(0);
        return arms[0] === 'control';
      });
    };
    const [one, other] = [of('2026'), of('2027')];
    expect(one.length).toBeGreaterThan(150);
    expect(one).not.toEqual(other);
  });
});

describe('conversions', () => {
  const shop = (overrides: Partial<CampaignRules> = {}) => {
    const opener = campaign({
      trigger: { kind: 'event', event: 'cart.abandoned' },
      reentry: { kind: 'once' },
      ...overrides,
    });
    const customer = new LiveCustomer(rulesWith({ campaigns: [opener] }));
    customer.live(reachableByEmail());
    customer.live({ kind: 'cart.abandoned', id: 'k', cartId: 'k', occurredAt: day(1) });
    return customer;
  };
  const converted = (customer: LiveCustomer) =>
    customer.facts.filter(({ kind }) => kind === 'campaign.converted');

  it('are orders within the days after the entry, each told with what came before it', () => {
    const customer = shop();
    customer.live(orderPlaced({ orderId: 'o1', occurredAt: day(2), totalMinor: 1_000 }));
    customer.live(orderPlaced({ orderId: 'o2', occurredAt: day(8), totalMinor: 500, currency: 'JPY' }));
    customer.live(orderPlaced({ orderId: 'o3', occurredAt: day(9) }));
    expect(converted(customer)).toEqual([
      expect.objectContaining({
        arm: 'all',
        orderId: 'o1',
        valueMinor: 1_000,
        earlierOrders: 0,
        earlierMinor: 0,
      }),
      expect.objectContaining({
        arm: 'all',
        orderId: 'o2',
        valueMinor: 500,
        earlierOrders: 1,
        earlierMinor: 1_000,
      }),
    ]);
  });

  it('are counted for those who were held out too', () => {
    const customer = shop({ holdoutPercent: 100 });
    customer.live(orderPlaced({ occurredAt: day(2) }));
    expect(converted(customer)).toEqual([expect.objectContaining({ arm: 'holdout' })]);
    expect(customer.kinds()).not.toContain('order.attributed');
  });

  it('are not counted twice when an order is told again', () => {
    const customer = shop();
    customer.live(orderPlaced({ occurredAt: day(2) }));
    customer.live(orderPlaced({ id: 'again', occurredAt: day(2) }));
    expect(converted(customer)).toHaveLength(1);
  });
});

describe('an order', () => {
  const campaigns = ['one', 'other'].map((name) =>
    campaign({
      name,
      trigger: { kind: 'event', event: 'cart.abandoned', when: `event.cartId == "${name}"` },
    }),
  );
  const shop = () => {
    const customer = new LiveCustomer(rulesWith({ campaigns }));
    customer.live(reachableByEmail());
    for (const [position, cartId] of ['one', 'other'].entries())
      customer.live({ kind: 'cart.abandoned', id: cartId, cartId, occurredAt: day(1 + position) });
    return customer;
  };
  const click = (customer: LiveCustomer, name: string, occurredAt: number) => {
    const message = customer.state?.messages.find((each) => each.campaign === name);
    if (message === undefined) throw new Error(`no message of ${name}`);
    const { step, occurrence } = message;
    customer.live({
      kind: 'message.clicked',
      id: `click-${name}`,
      occurredAt,
      campaign: name,
      step,
      occurrence,
    });
  };
  const attributed = (customer: LiveCustomer) =>
    customer.facts.flatMap((fact) => (fact.kind === 'order.attributed' ? [[fact.campaign, fact.touch]] : []));

  it('is put down to the message sent last', () => {
    const customer = shop();
    customer.live(orderPlaced({ occurredAt: day(3) }));
    expect(attributed(customer)).toEqual([['other', 'send']]);
  });

  it('is put down to a click before a later message', () => {
    const customer = shop();
    click(customer, 'one', day(2) + 1);
    customer.live(orderPlaced({ occurredAt: day(3) }));
    expect(attributed(customer)).toEqual([['one', 'click']]);
  });

  it('is put down to nothing after the days of the campaign', () => {
    const customer = shop();
    customer.live(orderPlaced({ occurredAt: day(10) }));
    expect(attributed(customer)).toEqual([]);
  });
});

describe('a split', () => {
  it('takes each way by its share, and each customer always the same', () => {
    const ways = [
      { name: 'a', percent: 20, next: 'left' },
      { name: 'b', percent: 80, next: 'right' },
    ];
    const steps = [
      { kind: 'split', name: 'split', ways } as const,
      sendStep({ name: 'left' }),
      sendStep({ name: 'right' }),
    ];
    const order = ordersOf([campaign({ steps })]);
    const some = ids.slice(0, 5_000);
    const left = some.filter((id) => order(id).state.messages[0]?.step === 'left');
    expect(Math.abs(left.length / some.length - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / some.length));
    expect(order(some[0] ?? '').state.messages).toEqual(order(some[0] ?? '').state.messages);
  });
});
