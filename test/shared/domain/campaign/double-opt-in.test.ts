import { describe, expect, it } from 'vitest';
import type { CustomerUpdated } from '../../../../shared/domain/customer/input.ts';
import type { ConsentRules } from '../../../../shared/domain/customer/topic-rules.ts';
import { decide } from '../../../../shared/domain/decide.ts';
import { customerUpdated, day, orderPlaced } from '../../../support/inputs.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const consent: ConsentRules = {
  topics: [{ name: 'news', texts: { en: { title: 'News' } }, channels: ['email'], byDefault: 'subscribed' }],
  doubleOptIn: { channels: ['email'], sources: ['footer-form'], template: 'confirm', days: 7 },
};
const rules = rulesWith({ consent, campaigns: [campaign({ topic: 'news' })] });

const signUp = (at: number, overrides: Partial<CustomerUpdated> = {}): CustomerUpdated =>
  customerUpdated({
    id: `sign-up-${at}`,
    occurredAt: at,
    reachable: { email: true },
    consents: [
      { channel: 'email', status: 'granted', source: 'footer-form', at },
      { channel: 'email', topic: 'news', status: 'granted', source: 'footer-form', at },
    ],
    ...overrides,
  });

const word = (status: 'granted' | 'withdrawn', source: string, at: number) =>
  customerUpdated({
    id: `${source}-${at}`,
    occurredAt: at,
    consents: [{ channel: 'email', status, source, at }],
  });

const kinds = (facts: readonly { readonly kind: string }[]) => facts.map(({ kind }) => kind);

describe('a consent from an unconfirmed source', () => {
  it('stays pending, and one message asks to confirm all of it', () => {
    const { state, facts } = decide('c1', undefined, signUp(day(1)), rules, day(1));
    expect(state.consents.email?.status).toBe('pending');
    expect(state.topics?.['email/news']?.status).toBe('pending');
    expect(facts.filter(({ kind }) => kind === 'message.requested')).toEqual([
      {
        kind: 'message.requested',
        at: day(1),
        campaign: 'double-opt-in',
        step: 'confirm',
        occurrence: `email-${day(1)}`,
        channel: 'email',
        template: 'confirm',
        isPromotional: false,
        entry: { topics: ['news'], hasChannel: true },
        expiresAt: day(8),
      },
    ]);
  });

  it('is no consent to promotion before it is confirmed', () => {
    const signed = decide('c1', undefined, signUp(day(1)), rules, day(1)).state;
    const ordered = decide('c1', signed, orderPlaced({ occurredAt: day(2) }), rules, day(2));
    expect(ordered.facts).toContainEqual(
      expect.objectContaining({ kind: 'message.suppressed', reason: 'no-consent' }),
    );
    const confirmed = decide('c1', signed, word('granted', 'double-opt-in', day(2)), rules, day(2)).state;
    const after = decide('c1', confirmed, orderPlaced({ occurredAt: day(3) }), rules, day(3));
    expect(kinds(after.facts)).toContain('message.requested');
  });

  it('is asked about once a day at most, however often the form is sent', () => {
    const first = decide('c1', undefined, signUp(day(1)), rules, day(1)).state;
    const again = decide('c1', first, signUp(day(1.5)), rules, day(1.5));
    expect(kinds(again.facts)).not.toContain('message.requested');
    const nextDay = decide('c1', again.state, signUp(day(2.6)), rules, day(2.6));
    expect(kinds(nextDay.facts)).toContain('message.requested');
  });

  it('asks nobody who has consented already', () => {
    const known = decide('c1', undefined, word('granted', 'checkout', day(0)), rules, day(0)).state;
    const { state, facts } = decide(
      'c1',
      known,
      signUp(day(1), {
        consents: [{ channel: 'email', status: 'granted', source: 'footer-form', at: day(1) }],
      }),
      rules,
      day(1),
    );
    expect(state.consents.email?.status).toBe('granted');
    expect(kinds(facts)).not.toContain('message.requested');
  });

  it('asks nobody by a history, and nobody without an address', () => {
    const late = decide('c1', undefined, signUp(day(1)), rules, day(30));
    expect(kinds(late.facts)).not.toContain('message.requested');
    const { reachable: _, ...unreachable } = signUp(day(1));
    const without = decide('c1', undefined, unreachable, rules, day(1));
    expect(without.facts).toContainEqual(
      expect.objectContaining({ kind: 'message.suppressed', reason: 'no-address' }),
    );
  });

  it('counts at once where the shop wants no confirmation', () => {
    const plain = rulesWith({ consent: { topics: consent.topics } });
    expect(decide('c1', undefined, signUp(day(1)), plain, day(1)).state.consents.email?.status).toBe(
      'granted',
    );
  });
});

describe('a topic that is off', () => {
  it('stops the campaigns about it and no others', () => {
    const both = rulesWith({
      consent,
      campaigns: [campaign({ topic: 'news' }), campaign({ name: 'plain' })],
    });
    const off = customerUpdated({
      id: 'off',
      occurredAt: day(1),
      reachable: { email: true },
      consents: [
        { channel: 'email', status: 'granted', source: 'checkout', at: day(1) },
        { channel: 'email', topic: 'news', status: 'withdrawn', source: 'preference-page', at: day(1) },
      ],
    });
    const state = decide('c1', undefined, off, both, day(1)).state;
    const { facts } = decide('c1', state, orderPlaced({ occurredAt: day(2) }), both, day(2));
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'message.suppressed', campaign: 'thanks', reason: 'topic-off' }),
    );
    expect(facts).toContainEqual(expect.objectContaining({ kind: 'message.requested', campaign: 'plain' }));
  });
});
