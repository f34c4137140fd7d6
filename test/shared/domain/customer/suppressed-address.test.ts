import { describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '../../../../shared/app/decide/state-document.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import { decide } from '../../../../shared/domain/decide.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const hardBounce: Input = {
  ...{ kind: 'address.suppressed', id: 'b1', occurredAt: day(1), channel: 'email', reason: 'hard-bounce' },
};
const complaint: Input = { ...hardBounce, id: 'b2', reason: 'complaint' };
const softBounce = (message: string, days: number): Input => ({
  ...{ kind: 'address.failed', id: `s-${message}`, occurredAt: day(days), channel: 'email', message },
});

/** A shop whose one campaign thanks for every order. */
function live(...inputs: readonly Input[]) {
  const rules = rulesWith({ campaigns: [campaign()] });
  let state: CustomerState | undefined;
  const facts = [];
  for (const input of [reachableByEmail(), ...inputs]) {
    const at = input.kind === 'tick' ? day(0) : input.occurredAt;
    const decision = decide('c1', state, input, rules, at);
    ({ state } = decision);
    facts.push(...decision.facts);
  }
  if (state === undefined) throw new Error('nothing happened');
  return { state, facts, kinds: facts.map(({ kind }) => kind) };
}

describe('a customer whose address is suppressed', () => {
  it('gets nothing, and the reason says why', () => {
    const { facts } = live(hardBounce, orderPlaced({ occurredAt: day(2) }));
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'message.suppressed', reason: 'suppressed' }),
    );
    expect(facts).toContainEqual({
      ...{ kind: 'address.suppressed', at: day(1), channel: 'email', reason: 'hard-bounce' },
    });
  });

  it('is told so once, unless a complaint comes on top', () => {
    const { state, kinds } = live(hardBounce, { ...hardBounce, id: 'b3' }, complaint, {
      ...hardBounce,
      id: 'b4',
    });
    expect(kinds.filter((kind) => kind === 'address.suppressed')).toHaveLength(2);
    expect(state.suppressed?.email?.reason).toBe('complaint');
  });

  it('has withdrawn the consent by complaining, and may give it again later', () => {
    const { state } = live(complaint);
    expect(state.consents.email).toEqual({ status: 'withdrawn', source: 'complaint', at: day(1) });
    const again = customerUpdated({
      id: 'again',
      occurredAt: day(3),
      consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: day(3) }],
      newAddresses: ['email'],
    });
    const later = live(complaint, again, orderPlaced({ occurredAt: day(4) }));
    expect(later.state.suppressed).toBeUndefined();
    expect(later.kinds).toContain('message.requested');
  });

  it('is written to again at a new address, and not at the same one said again', () => {
    const same = customerUpdated({ id: 'same', occurredAt: day(2), reachable: { email: true } });
    expect(live(hardBounce, same).state.suppressed).toBeDefined();
    const { state, kinds } = live(hardBounce, { ...same, newAddresses: ['email'] });
    expect(state.suppressed).toBeUndefined();
    expect(kinds).toContain('address.restored');
  });

  it('keeps no soft bounce of the old address at a new one', () => {
    const moved = customerUpdated({ id: 'moved', occurredAt: day(3), newAddresses: ['email'] });
    const { state } = live(softBounce('a', 1), softBounce('b', 2), moved, softBounce('c', 4));
    expect(state.suppressed).toBeUndefined();
    expect(state.softBounces?.email).toEqual([{ message: 'c', at: day(4) }]);
  });

  it('is one after three soft bounces, whose count then goes', () => {
    const { state } = live(softBounce('a', 1), softBounce('b', 2), softBounce('c', 3));
    expect(state.suppressed).toEqual({ email: { reason: 'soft-bounces', at: day(3) } });
    expect(state.softBounces).toBeUndefined();
  });
});

describe('the stored state', () => {
  it.each([
    ['of a suppressed address', [hardBounce]],
    ['of soft bounces', [softBounce('a', 1), softBounce('b', 2)]],
  ] as const)('comes back as it was: %s', (_, inputs) => {
    const { state } = live(...inputs);
    expect(decodeState('c1', JSON.parse(JSON.stringify(encodeState(state))))).toEqual(state);
  });

  it('has nothing of it, and not a byte, where there is nothing', () => {
    const { state } = live();
    expect(JSON.stringify(encodeState(state))).not.toMatch(/bad|soft/);
    expect(decodeState('c1', JSON.parse(JSON.stringify(encodeState(state))))).toEqual(state);
  });
});
