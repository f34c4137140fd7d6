import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnengaged } from '../../../../shared/domain/campaign/unengaged.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import { lastSignOfLife } from '../../../../shared/domain/customer/sign-of-life.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import { DEFAULT_DELIVERY } from '../../../../shared/domain/delivery-rules.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const AFTER_DAYS = 100;
const rules = (except: readonly string[] = []) =>
  rulesWith({
    campaigns: [campaign(), campaign({ name: 'bill', purpose: 'transactional' })],
    delivery: { ...DEFAULT_DELIVERY, sunset: { afterDays: AFTER_DAYS, except } },
  });

const opened = (
  occurrence: string,
  occurredAt: number,
  kind: 'message.opened' | 'message.clicked',
): Input => ({
  kind,
  id: `${kind}-${occurredAt}`,
  occurredAt,
  campaign: 'thanks',
  step: 'mail',
  occurrence,
});
const outcomes = (customer: LiveCustomer) =>
  customer.facts.flatMap((fact) => {
    if (fact.kind === 'message.requested') return [[fact.campaign, 'requested']];
    return fact.kind === 'message.suppressed' ? [[fact.campaign, fact.reason]] : [];
  });

/** Who agreed on day 0, and on day 100 leaves a cart behind, which both campaigns answer. */
function customerWith(sign: Input | undefined, except: readonly string[] = []): LiveCustomer {
  const carts = ['thanks', 'bill'].map((name) =>
    campaign({
      name,
      purpose: name === 'bill' ? 'transactional' : 'promotional',
      trigger: { kind: 'event', event: 'cart.abandoned' },
    }),
  );
  const { delivery } = rules(except);
  const customer = new LiveCustomer(rulesWith({ campaigns: carts, ...(delivery && { delivery }) }));
  customer.live(reachableByEmail(day(0)));
  if (sign !== undefined) customer.live(sign);
  customer.live({
    kind: 'cart.abandoned',
    id: 'cart',
    occurredAt: day(AFTER_DAYS),
    cartId: 'k',
    totalMinor: 1000,
    currency: 'USD',
  });
  while (customer.dueAt !== undefined && customer.dueAt < day(AFTER_DAYS + 5))
    customer.live(tick(), customer.dueAt);
  return customer;
}

describe('promotional mail to who shows no sign of life', () => {
  it('ends, with the reason, and what people wait for goes on', () => {
    expect(outcomes(customerWith(undefined))).toEqual([
      ['thanks', 'unengaged'],
      ['bill', 'requested'],
    ]);
  });

  it.each<[string, Input]>([
    ['an order', orderPlaced({ occurredAt: day(1) })],
    ['a new consent', reachableByEmail(day(1))],
    ['the click on a message long forgotten', opened('old', day(1), 'message.clicked')],
    ['an opening', opened('old', day(1), 'message.opened')],
  ])('comes back with %s', (_, sign) => {
    expect(outcomes(customerWith(sign)).toSorted()).toContainEqual(['thanks', 'requested']);
  });

  it('does not come back with what is no sign', () => {
    const moved = customerUpdated({ id: 'moved', occurredAt: day(50), attributes: { floor: 3 } });
    expect(outcomes(customerWith(moved))).toContainEqual(['thanks', 'unengaged']);
  });

  it('still goes for a campaign that asks whether to stop', () => {
    expect(outcomes(customerWith(undefined, ['thanks']))).toContainEqual(['thanks', 'requested']);
  });
});

describe('isUnengaged', () => {
  it('begins to hold at one instant, so many days after the last sign, and holds on', () => {
    const days = fc.array(fc.nat(300), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(days, fc.nat(500 * 86_400), (orderedOn, seconds) => {
        const customer = new LiveCustomer(rules());
        const signs = orderedOn.toSorted((a, b) => a - b);
        for (const each of signs) customer.live(orderPlaced({ orderId: `o${each}`, occurredAt: day(each) }));
        const state = customer.state ?? unknownCustomer('c1');
        const last = day(signs.at(-1) ?? 0);
        expect(lastSignOfLife(state)).toBe(last);
        const now = day(300) + seconds * 1000;
        expect(isUnengaged(state, 'thanks', rules(), now)).toBe(now >= last + AFTER_DAYS * 86_400_000);
        expect(isUnengaged(state, 'thanks', rulesWith(), now)).toBe(false);
      }),
    );
  });

  it('remembers that a message was clicked when it forgets the message', () => {
    const customer = new LiveCustomer(rulesWith({ campaigns: [campaign()] }));
    customer.live(reachableByEmail(day(0)));
    customer.live(orderPlaced({ orderId: 'first', occurredAt: day(0) }));
    const first = customer.state?.messages[0]?.occurrence ?? '';
    customer.live(opened(first, day(300), 'message.clicked'));
    const before = customer.state;
    for (let number = 0; number < 25; number += 1)
      customer.live(orderPlaced({ orderId: `o${number}`, occurredAt: day(301) + number * 1000 }));
    expect(customer.state?.messages).toHaveLength(20);
    expect(customer.state?.messages.some(({ clickedAt }) => clickedAt !== undefined)).toBe(false);
    expect(customer.state?.engagedAt).toBe(day(300));
    expect(before?.engagedAt).toBeUndefined();
  });
});
