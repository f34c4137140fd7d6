import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerState } from '../../../shared/domain/customer/customer-state.ts';
import type { Fact } from '../../../shared/domain/customer/fact.ts';
import type { Input } from '../../../shared/domain/customer/input.ts';
import { decide } from '../../../shared/domain/decide.ts';
import { customerUpdated, day, orderPlaced, reachableByEmail } from '../../support/inputs.ts';
import { campaign, rulesWith, sendStep } from '../../support/rules.ts';

/** A promotional campaign and one that needs no consent, both for every order. */
const rules = rulesWith({
  campaigns: [
    campaign({ steps: [sendStep({ channels: ['email', 'sms'] })] }),
    campaign({ name: 'receipt', purpose: 'transactional' }),
  ],
});

const channel = fc.constantFrom('email', 'sms');
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'order' as const }) },
  fc.record({
    kind: fc.constant('suppressed' as const),
    channel,
    reason: fc.constantFrom('hard-bounce', 'complaint'),
  }),
  fc.record({ kind: fc.constant('failed' as const), channel, message: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.record({ kind: fc.constant('moved' as const), channel }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;
const lives = fc.array(happening, { minLength: 1, maxLength: 25 });

function inputOf(what: Happening, index: number): Input {
  const frame = { id: `e${index}`, occurredAt: day(1) + index * 3_600_000 };
  switch (what.kind) {
    case 'order':
      return orderPlaced({ ...frame, orderId: `o${index}` });
    case 'suppressed':
      return { ...frame, kind: 'address.suppressed', channel: what.channel, reason: what.reason };
    case 'failed':
      return { ...frame, kind: 'address.failed', channel: what.channel, message: what.message };
    case 'moved':
      return customerUpdated({ ...frame, reachable: { [what.channel]: true }, newAddresses: [what.channel] });
  }
}

describe('a suppressed address', () => {
  it('gets nothing of any campaign, whatever happens before and after, until there is a new one', () => {
    fc.assert(
      fc.property(lives, (life) => {
        let state: CustomerState | undefined = decide(
          'c1',
          undefined,
          reachableByEmail(),
          rules,
          day(0),
        ).state;
        const suppressed = new Set<string>();
        for (const [index, what] of life.entries()) {
          const decision = decide('c1', state, inputOf(what, index), rules, 0);
          for (const fact of decision.facts) follow(fact, suppressed);
          state = decision.state;
          expect(new Set(Object.keys(state.suppressed ?? {}))).toEqual(suppressed);
        }
      }),
    );
  });
});

/** Keeps account of what the facts say alone, and holds every message against it. */
function follow(fact: Fact, suppressed: Set<string>): void {
  if (fact.kind === 'address.suppressed') suppressed.add(fact.channel);
  if (fact.kind === 'address.restored') suppressed.delete(fact.channel);
  if (fact.kind === 'message.requested') expect(suppressed).not.toContain(fact.channel);
}
