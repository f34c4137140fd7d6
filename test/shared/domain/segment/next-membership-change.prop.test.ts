import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledRules, rulesAt } from '../../../../shared/domain/compiled-rules.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import { viewCustomer } from '../../../../shared/domain/customer/view-customer.ts';
import { DAY_MS, type Instant } from '../../../../shared/domain/instant.ts';
import { memberships } from '../../../../shared/domain/segment/memberships.ts';
import {
  nextMembershipChange,
  type SegmentMoment,
} from '../../../../shared/domain/segment/next-membership-change.ts';
import { summarizePurchases } from '../../../../shared/domain/segment/purchase-summary.ts';
import { windowExits } from '../../../../shared/domain/segment/value-tier.ts';
import { day, reachableByEmail, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { sampleHistory, sampleRules } from '../../../support/segment-samples.ts';

/** The customer with the classes of now at any instant. */
function momentOf(state: CustomerState, rules: CompiledRules): SegmentMoment {
  const { windowDays } = rules.tiers;
  const summaryAt = (at: Instant) => summarizePurchases(state, at - windowDays * DAY_MS, rules.counting);
  const inForce = rulesAt(rules, state.asOf);
  return {
    purchases: summaryAt(state.asOf),
    viewAt: (at, segments) => viewCustomer({ ...state, segments }, summaryAt(at), inForce, at),
    windowExits: () => windowExits(state, windowDays, rules.counting, state.asOf),
  };
}

/** Every instant between the two at which a figure of the customer may change. */
function allInstants(moment: SegmentMoment, now: Instant, before: Instant): readonly Instant[] {
  const { purchases } = moment;
  if (purchases === undefined) return [];
  const instants = [...moment.windowExits()];
  for (const anchor of [purchases.firstAt, purchases.lastAt])
    for (let at = anchor; at < before; at += DAY_MS) instants.push(at);
  return [...new Set(instants)].filter((at) => at > now && at < before).sort((a, b) => a - b);
}

describe('nextMembershipChange', () => {
  it('is the first of all instants at which other memberships hold', () => {
    let changes = 0;
    let predictions = 0;
    fc.assert(
      fc.property(sampleRules, sampleHistory, fc.integer({ min: 1, max: 250 }), (rules, inputs, days) => {
        const customer = new LiveCustomer(rules);
        for (const input of inputs) customer.live(input);
        const { state } = customer;
        if (state === undefined) return;
        const now = state.asOf;
        const before = now + days * DAY_MS;
        const moment = momentOf(state, rules);
        const membersAt = (at: Instant) =>
          memberships(rules.compiledSegments, (members) => moment.viewAt(at, members));
        expect(membersAt(now)).toEqual(state.segments);
        const expected = allInstants(moment, now, before).find(
          (at) => membersAt(at).join() !== state.segments.join(),
        );
        if (expected !== undefined) changes += 1;
        if (moment.viewAt(now, []).pAlive >= 0) predictions += 1;
        expect(nextMembershipChange(rules.compiledSegments, state.segments, moment, now, before)).toBe(
          expected,
        );
      }),
      { numRuns: 800 },
    );
    expect(Math.min(changes, predictions)).toBeGreaterThan(25);
  });

  it('makes the due instant of a decision the first at which a tick changes anything', () => {
    fc.assert(
      fc.property(sampleRules, sampleHistory, (rules, inputs) => {
        const customer = new LiveCustomer(rules);
        for (const input of [reachableByEmail(), ...inputs]) customer.live(input);
        for (let round = 0; round < 3; round += 1) {
          const { dueAt, state } = customer;
          if (state === undefined || dueAt === undefined) return;
          const probe = (at: number) => {
            const other = new LiveCustomer(rules);
            other.state = state;
            other.live(tick(), at);
            return other;
          };
          expect(probe(dueAt - 1).facts).toEqual([]);
          expect(probe(dueAt).facts).not.toEqual([]);
          customer.live(tick(), dueAt);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets the same moves be made whether ticks are on time or never come', () => {
    let moves = 0;
    fc.assert(
      fc.property(sampleRules, sampleHistory, (rules, inputs) => {
        const [onTime, never] = [new LiveCustomer(rules), new LiveCustomer(rules)];
        const end = day(500);
        for (const input of inputs) {
          while (onTime.dueAt !== undefined && input.kind !== 'tick' && onTime.dueAt <= input.occurredAt)
            onTime.live(tick(), onTime.dueAt);
          onTime.live(input);
          never.live(input);
        }
        while (onTime.dueAt !== undefined && onTime.dueAt <= end) onTime.live(tick(), onTime.dueAt);
        onTime.live(tick(), end);
        never.live(tick(), end);
        moves += onTime.kinds().filter((kind) => kind.startsWith('segment.')).length;
        expect(never.facts).toEqual(onTime.facts);
        expect(never.state).toEqual(onTime.state);
      }),
      { numRuns: 60 },
    );
    expect(moves).toBeGreaterThan(25);
  });
});
