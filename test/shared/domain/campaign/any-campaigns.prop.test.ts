import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '../../../../shared/app/decide/state-document.ts';
import { localDay } from '../../../../shared/domain/calendar/local-day.ts';
import { offsetAt } from '../../../../shared/domain/calendar/zone-offset.ts';
import type { CampaignRules, Step, Trigger } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { FrequencyCap } from '../../../../shared/domain/campaign/sending-rules.ts';
import { type CompiledRules, withControls } from '../../../../shared/domain/compiled-rules.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import { customerUpdated, day, orderPlaced, orderRefunded, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const HOUR = 3_600_000;
const ZONES = ['UTC', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Pacific/Kiritimati'];
const NIGHT = { fromMinute: 21 * 60, toMinute: 8 * 60 };

const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.constantFrom<Trigger>(
    { kind: 'event', event: 'order.placed' },
    { kind: 'event', event: 'cart.abandoned' },
    { kind: 'enters', what: 'stage', name: 'lapsed' },
    { kind: 'enters', what: 'tier', name: 'mid' },
    { kind: 'leaves', what: 'stage', name: 'new' },
    { kind: 'enters', what: 'segment', name: 'many', backfillAt: '2026-03-01T12:00' },
    { kind: 'leaves', what: 'segment', name: 'cooling' },
  ),
  fc.constantFrom<Trigger>(
    { kind: 'schedule', form: 'cron', text: '30 2 8 * *', zone: 'customer' },
    { kind: 'schedule', form: 'cron', text: '0 23 * * 0', zone: 'shop' },
    {
      kind: 'holiday',
      rule: { kind: 'date', month: 3, day: 29 },
      offsetDays: -1,
      minuteOfDay: 150,
      zone: 'customer',
    },
    {
      ...{ kind: 'anniversary', of: { kind: 'birthday', calendar: 'gregorian' } },
      ...{ offsetDays: -2, minuteOfDay: 120, leapDay: 'march-1' },
    },
  ),
);

/** Steps one after another, of every kind that may wait, with some way round. */
const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constant('send' as const), hours: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ kind: fc.constant('passed' as const), hours: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ kind: fc.constant('local' as const), hours: fc.integer({ min: 0, max: 23 }) }),
      fc.record({ kind: fc.constant('event' as const), hours: fc.integer({ min: 1, max: 400 }) }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((kinds) =>
    kinds.map((each, position) => {
      const next = position + 1 < kinds.length ? `s${position + 1}` : undefined;
      return stepOf(each, { name: `s${position}`, ...(next !== undefined && { next }) });
    }),
  );

function stepOf(
  { kind, hours }: { readonly kind: 'send' | 'passed' | 'local' | 'event'; readonly hours: number },
  frame: { readonly name: string; readonly next?: string },
): Step {
  switch (kind) {
    case 'send':
      return { ...sendStep({ expiresAfterHours: hours, channels: ['email', 'sms'] }), ...frame };
    case 'passed':
      return { ...frame, kind: 'wait', until: 'passed', ms: hours * HOUR };
    case 'local':
      return { ...frame, kind: 'wait', until: 'local-time', minuteOfDay: hours * 60 + 15 };
    case 'event': {
      const onEvent = frame.next === undefined ? {} : { onEvent: frame.next };
      const pattern = { event: 'order.placed' } as const;
      return { ...frame, kind: 'wait', until: 'event', pattern, withinMs: hours * HOUR, ...onEvent };
    }
  }
}

const campaigns: fc.Arbitrary<readonly CampaignRules[]> = fc
  .array(
    fc.record({
      trigger,
      steps,
      priority: fc.integer({ min: -2, max: 2 }),
      purpose: fc.constantFrom('promotional' as const, 'promotional' as const, 'transactional' as const),
      reentry: fc.constantFrom<CampaignRules['reentry']>(
        { kind: 'always' },
        { kind: 'once' },
        { kind: 'after', days: 20 },
      ),
      holdoutPercent: fc.constantFrom(0, 0, 30),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((some) => some.map((each, position) => campaign({ name: `c${position}`, ...each })));

const caps = fc.array(
  fc.record({ messages: fc.integer({ min: 1, max: 4 }), hours: fc.constantFrom(1, 24, 168) }),
  { maxLength: 2 },
);

interface Shop {
  readonly rules: CompiledRules;
  readonly caps: readonly FrequencyCap[];
  readonly zone: string;
}

const shop: fc.Arbitrary<Shop> = fc
  .record({
    campaigns,
    caps,
    zone: fc.constantFrom(...ZONES),
    pausedDay: fc.option(fc.integer({ min: 1, max: 80 })),
  })
  .map(({ campaigns: some, caps: limits, zone, pausedDay }) => {
    const rules = rulesWith({
      campaigns: some,
      segments: [
        { name: 'many', condition: 'orders >= 2' },
        { name: 'cooling', condition: 'daysSinceLastOrder >= 21 && daysSinceLastOrder < 40' },
      ],
      lifecycle: { newDays: 10, loyalOccasions: 4, atRiskDays: 30, lapsedDays: 60, wonBackDays: 20 },
      sending: { caps: limits, quietHours: { email: [NIGHT], sms: [NIGHT] }, costs: { email: 0, sms: 0 } },
    });
    const halt = { kind: 'paused' as const, from: day(pausedDay ?? 0), to: day((pausedDay ?? 0) + 3) };
    const controls = some.map(({ name }, position) => ({
      campaign: name,
      since: 0,
      halts: pausedDay !== null && position === 0 ? [halt] : [],
    }));
    return { rules: withControls(rules, controls), caps: limits, zone };
  });

const history: fc.Arbitrary<readonly Input[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('order', 'order', 'order', 'refund', 'cart', 'open', 'close'),
      at: fc.integer({ min: 0, max: 100 * 24 }).map((hours) => day(0) + hours * HOUR),
      order: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 12 },
  )
  .map((entries) =>
    entries
      .toSorted((one, other) => one.at - other.at)
      .map(({ kind, at, order }, position): Input => {
        const frame = { id: `e${position}`, occurredAt: at };
        switch (kind) {
          case 'order':
            return orderPlaced({ ...frame, orderId: `o${order}` });
          case 'refund':
            return orderRefunded({ ...frame, orderId: `o${order}`, amountMinor: 1 });
          case 'cart':
            return { ...frame, kind: 'cart.abandoned', cartId: `k${order}` };
          default:
            return { ...frame, kind: kind === 'open' ? 'case.opened' : 'case.closed', caseId: 'case' };
        }
      }),
  );

const END = day(140);
const at = (input: Input): number => (input.kind === 'tick' ? 0 : input.occurredAt);

function customerOf({ rules, zone }: Shop, options = { foresees: false }): LiveCustomer {
  const customer = new LiveCustomer(rules, options);
  const granted = { status: 'granted', source: 'x', at: day(0) } as const;
  const consents = [
    { channel: 'email' as const, ...granted },
    { channel: 'sms' as const, ...granted },
  ];
  customer.live(
    customerUpdated({ timeZone: zone, birthday: '--02-28', reachable: { email: true, sms: true }, consents }),
  );
  return customer;
}

/** With every tick on time. */
function liveOnTime(of: Shop, inputs: readonly Input[]): LiveCustomer {
  const customer = customerOf(of);
  const passTo = (instant: number) => {
    while (customer.dueAt !== undefined && customer.dueAt <= instant) customer.live(tick(), customer.dueAt);
  };
  for (const input of inputs) {
    passTo(at(input));
    customer.live(input);
  }
  passTo(END);
  customer.live(tick(), END);
  return customer;
}

const requests = (facts: readonly Fact[]) => facts.filter((fact) => fact.kind === 'message.requested');
const minuteOfDay = (instant: number, zone: string) =>
  Math.floor((instant + offsetAt(instant, zone) - localDay(instant, zone) * 24 * HOUR) / 60_000);

describe('any campaigns', () => {
  it('come to the same facts whether ticks are on time or never come, and with what was foreseen as without', () => {
    fc.assert(
      fc.property(shop, history, (of, inputs) => {
        const late = customerOf(of);
        for (const input of inputs) late.live(input);
        late.live(tick(), END);
        const onTime = liveOnTime(of, inputs);
        expect(late.facts).toEqual(onTime.facts);
        expect(late.state).toEqual(onTime.state);
        const foreseeing = customerOf(of, { foresees: true });
        for (const input of inputs) foreseeing.live(input);
        foreseeing.live(tick(), END);
        expect(foreseeing.facts).toEqual(late.facts);
        expect([foreseeing.state, foreseeing.dueAt]).toEqual([late.state, late.dueAt]);
      }),
      { numRuns: 500 },
    );
  });

  it('never send promotion in quiet hours, beyond a cap, or while a complaint is open', () => {
    fc.assert(
      fc.property(shop, history, (of, inputs) => {
        const { facts } = liveOnTime(of, inputs);
        const sent = requests(facts).filter(({ isPromotional }) => isPromotional);
        for (const { at: instant } of sent) {
          const minute = minuteOfDay(instant, of.zone);
          expect(minute).toBeGreaterThanOrEqual(NIGHT.toMinute);
          expect(minute).toBeLessThan(NIGHT.fromMinute);
          for (const { messages, hours } of of.caps) {
            const within = sent.filter((other) => other.at <= instant && other.at > instant - hours * HOUR);
            expect(within.length).toBeLessThanOrEqual(messages);
          }
        }
        let open = 0;
        for (const fact of facts) {
          if (fact.kind === 'case.opened') open += 1;
          if (fact.kind === 'case.closed') open -= 1;
          if (fact.kind === 'message.requested' && fact.isPromotional) expect(open).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('ask for each message once, and account for every one that they held back', () => {
    fc.assert(
      fc.property(shop, history, (of, inputs) => {
        const { facts, state } = liveOnTime(of, inputs);
        const keyOf = (fact: { campaign: string; step: string; occurrence: string }) =>
          `${fact.campaign}/${fact.step}/${fact.occurrence}`;
        const keys = requests(facts).map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
        const ended = new Set(
          facts.flatMap((fact) => (fact.kind === 'message.suppressed' ? [keyOf(fact)] : [])),
        );
        const standing = new Set(state?.journeys.map((journey) => keyOf(journey)));
        for (const fact of facts) {
          if (fact.kind !== 'message.deferred') continue;
          const key = keyOf(fact);
          expect(keys.includes(key) || ended.has(key) || standing.has(key)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the same after the state has been stored and read', () => {
    fc.assert(
      fc.property(shop, history, (of, inputs) => {
        const customer = customerOf(of);
        for (const input of inputs) {
          customer.live(input);
          if (customer.state === undefined) continue;
          expect(decodeState('c1', JSON.parse(JSON.stringify(encodeState(customer.state))))).toEqual(
            customer.state,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('say as dueAt no later instant than that at which something happens, but for dated campaigns', () => {
    fc.assert(
      fc.property(shop, history, (of, inputs) => {
        const rules = { ...of.rules, datedCampaigns: [] };
        const customer = customerOf({ ...of, rules });
        for (const input of inputs) {
          customer.live(input);
          const { state, dueAt = END } = customer;
          const probe = new LiveCustomer(rules);
          probe.state = state;
          expect(probe.live(tick(), Math.max(dueAt - 1, state?.asOf ?? 0)).facts).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
