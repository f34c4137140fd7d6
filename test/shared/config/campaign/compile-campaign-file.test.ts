import { describe, expect, it } from 'vitest';
import type { Step, Trigger } from '../../../../shared/domain/campaign/campaign-rules.ts';
import { compiled } from './shop-with.ts';
import { VALID_CAMPAIGNS, type ValidCampaign } from './valid-campaigns.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The steps of a campaign that an invoice begins. */
const stepsOf = (steps: string): readonly Step[] =>
  compiled(`trigger: { kind: event, event: invoice.issued }\nsteps:\n${steps}`).steps;

describe('compileCampaignFile', () => {
  it('fills in what a short file leaves out', () => {
    const file =
      'trigger: { kind: enters, stage: new }\nsteps: [{ kind: send, name: hello, channel: email, template: welcome }]';
    expect(compiled(file)).toEqual({
      name: 'campaign',
      formerNames: [],
      purpose: 'promotional',
      trigger: { kind: 'enters', what: 'stage', name: 'new' },
      exitOn: [],
      reentry: { kind: 'after', days: 0 },
      priority: 0,
      holdoutPercent: 0,
      variants: [],
      conversionDays: 7,
      sendHours: [],
      pace: {},
      steps: [
        {
          kind: 'send',
          name: 'hello',
          channels: ['email'],
          template: 'welcome',
          offer: {},
          variations: [],
          expiresAfterHours: 72,
        },
      ],
    });
  });

  it('keeps everything that a long one says', () => {
    const { steps: _, ...campaign } = compiled(VALID_CAMPAIGNS['enters-stage']);
    expect(campaign).toEqual({
      name: 'campaign',
      formerNames: [],
      description: 'Three words half a year after the last order.',
      purpose: 'promotional',
      trigger: { kind: 'enters', what: 'stage', name: 'lapsed', backfillAt: '2026-12-01T10:00' },
      audience: 'tier == "mid" && orders >= 2',
      exitWhen: 'stage != "lapsed"',
      exitOn: [{ event: 'order.placed', when: 'event.total > 0' }],
      reentry: { kind: 'after', days: 180 },
      priority: 10,
      holdoutPercent: 10,
      variants: [
        { name: 'story', percent: 50 },
        { name: 'offer', percent: 50 },
      ],
      conversionDays: 14,
      sendHours: [{ days: ['mon', 'tue', 'wed'], fromMinute: 540, toMinute: 1200 }],
      pace: { perMinute: 1000, perDay: 50_000 },
    });
    expect(compiled(VALID_CAMPAIGNS['enters-segment'])).toMatchObject({
      name: 'lovers',
      formerNames: ['tea-lovers', 'green-lovers'],
      reentry: { kind: 'once' },
    });
    expect(compiled(VALID_CAMPAIGNS['event-dates'])).toMatchObject({
      purpose: 'transactional',
      reentry: { kind: 'always' },
    });
  });

  const triggers: Readonly<Record<ValidCampaign, Trigger>> = {
    'enters-stage': { kind: 'enters', what: 'stage', name: 'lapsed', backfillAt: '2026-12-01T10:00' },
    'leaves-tier': { kind: 'leaves', what: 'tier', name: 'head' },
    'enters-segment': { kind: 'enters', what: 'segment', name: 'green-tea-lovers' },
    'enters-group': { kind: 'enters', what: 'group', name: 'Cannot lose' },
    'event-without': { kind: 'event', event: 'cart.abandoned', when: 'event.total >= 20' },
    'event-dates': { kind: 'event', event: 'invoice.issued' },
    'schedule-once': { kind: 'schedule', form: 'once', text: '2026-11-11T10:00', zone: 'shop' },
    'schedule-cron': { kind: 'schedule', form: 'cron', text: '0 10 * * 1', zone: 'customer' },
    'schedule-rrule': {
      kind: 'schedule',
      form: 'rrule',
      text: 'FREQ=MONTHLY;BYDAY=-1FR',
      start: '2026-01-01T10:00',
      zone: 'customer',
    },
    holiday: {
      kind: 'holiday',
      rule: { kind: 'easter', plusDays: -21 },
      offsetDays: -7,
      minuteOfDay: 600,
      zone: 'customer',
    },
    'own-day': {
      kind: 'holiday',
      rule: { kind: 'date', month: 5, day: 20 },
      offsetDays: 0,
      minuteOfDay: 600,
      zone: 'customer',
    },
    birthday: {
      kind: 'anniversary',
      of: { kind: 'birthday', calendar: 'chinese' },
      offsetDays: -3,
      minuteOfDay: 540,
      leapDay: 'march-1',
    },
    anniversary: {
      kind: 'anniversary',
      of: { kind: 'first-order' },
      offsetDays: 0,
      minuteOfDay: 540,
      leapDay: 'february-28',
    },
    'attribute-day': {
      kind: 'anniversary',
      of: { kind: 'attribute', name: 'weddingDay' },
      offsetDays: 0,
      minuteOfDay: 600,
      leapDay: 'february-28',
    },
  };

  it.each(Object.entries(triggers))('compiles the trigger of %s', (name, trigger) => {
    const files: Readonly<Record<string, string>> = VALID_CAMPAIGNS;
    expect(compiled(files[name] ?? '').trigger).toEqual(trigger);
  });
});

describe('compileSteps', () => {
  it('makes a send step with a fallback three steps, behind a branch where only passes over all of them', () => {
    const [guard, first, wait, fallback, next] = compiled(VALID_CAMPAIGNS['enters-stage']).steps;
    expect(guard).toEqual({
      kind: 'branch',
      name: 'first-only',
      cases: [{ when: 'emailConsent', next: 'first' }],
      next: 'a-week',
    });
    expect(first).toEqual({
      kind: 'send',
      name: 'first',
      channels: ['email', 'sms'],
      template: 'win-back',
      offer: { percent: 10, code: 'BACK10' },
      variations: [
        {
          when: 'variant == "offer"',
          template: 'welcome',
          offer: { percent: 20 },
          channels: ['sms', 'email'],
        },
        { when: 'locale == "zh-CN"', offer: { percent: 15 }, channels: ['email'] },
      ],
      expiresAfterHours: 120,
      next: 'first-fallback-wait',
    });
    expect(wait).toEqual({
      kind: 'wait',
      name: 'first-fallback-wait',
      until: 'event',
      pattern: {
        event: 'message.clicked',
        when: 'event.campaign == "campaign" && event.step == "first"',
      },
      withinMs: 3 * DAY_MS,
      next: 'first-fallback',
      onEvent: 'a-week',
    });
    expect(fallback).toEqual({
      kind: 'send',
      name: 'first-fallback',
      channels: ['sms'],
      template: 'reminder',
      offer: { percent: 10, code: 'BACK10' },
      variations: [
        { when: 'variant == "offer"', offer: { percent: 20 } },
        { when: 'locale == "zh-CN"', offer: { percent: 15 } },
      ],
      expiresAfterHours: 120,
      next: 'a-week',
    });
    expect(next).toEqual({
      kind: 'wait',
      name: 'a-week',
      until: 'passed',
      ms: 7 * DAY_MS,
      next: 'second',
    });
  });

  it('waits for messages of the former names too, and ends with the event where the fallback is last', () => {
    const { steps } = compiled(`formerNames: [older, oldest]
trigger: { kind: enters, stage: new }
steps:
  - kind: send
    name: mail
    channel: email
    template: welcome
    fallback: { channel: sms, template: reminder, after: 2d }
`);
    expect(steps[1]).toEqual({
      kind: 'wait',
      name: 'mail-fallback-wait',
      until: 'event',
      pattern: {
        event: 'message.opened',
        when: 'event.campaign in ["campaign", "older", "oldest"] && event.step == "mail"',
      },
      withinMs: 2 * DAY_MS,
      next: 'mail-fallback',
    });
    expect(steps[2]).toMatchObject({ variations: [], offer: {} });
    expect(steps[2]).not.toHaveProperty('next');
  });

  it('makes "without" of an event trigger the first step, which ends the journey when the event comes', () => {
    const [without, ...steps] = compiled(VALID_CAMPAIGNS['event-without']).steps;
    expect(without).toEqual({
      kind: 'wait',
      name: 'without',
      until: 'event',
      pattern: { event: 'order.placed', when: 'event.total >= entry.total' },
      withinMs: 4 * HOUR_MS,
      next: 'cart-mail',
    });
    expect(steps.map(({ name, next }) => [name, next])).toEqual([
      ['cart-mail', 'bought'],
      ['bought', 'last-call'],
      ['thanks', undefined],
      ['last-call', undefined],
    ]);
    expect(steps[1]).toEqual({
      kind: 'wait',
      name: 'bought',
      until: 'event',
      pattern: { event: 'order.placed', when: 'event.total > 0' },
      withinMs: 2 * DAY_MS,
      onEvent: 'thanks',
      next: 'last-call',
    });
  });

  it('lets the ways of a wait, a branch and a split meet again at the step after them', () => {
    const steps = stepsOf(`
  - { kind: wait, name: paid, event: invoice.paid, within: 1d, onEvent: [{ kind: award, name: thanks, points: 5 }] }
  - kind: branch
    name: tiers
    cases:
      - { when: tier == "head", steps: [{ kind: task, name: call, title: Call }, { kind: exit, name: done }] }
      - { when: tier == "mid", steps: [] }
    otherwise: [{ kind: wait, name: pause, for: 30m }]
  - kind: split
    name: chance
    ways:
      - { name: a, percent: 20, steps: [{ kind: webhook, name: tell, endpoint: crm }] }
      - { name: b, percent: 80, steps: [] }
  - { kind: set, name: mark, attributes: { invoiced: true } }
`);
    expect(steps).toEqual([
      {
        kind: 'wait',
        name: 'paid',
        until: 'event',
        pattern: { event: 'invoice.paid' },
        withinMs: DAY_MS,
        onEvent: 'thanks',
        next: 'tiers',
      },
      { kind: 'award', name: 'thanks', points: 5, next: 'tiers' },
      {
        kind: 'branch',
        name: 'tiers',
        cases: [
          { when: 'tier == "head"', next: 'call' },
          { when: 'tier == "mid"', next: 'chance' },
        ],
        next: 'pause',
      },
      { kind: 'task', name: 'call', title: 'Call', dueInDays: 2, next: 'done' },
      { kind: 'exit', name: 'done' },
      { kind: 'wait', name: 'pause', until: 'passed', ms: 1_800_000, next: 'chance' },
      {
        kind: 'split',
        name: 'chance',
        ways: [
          { name: 'a', percent: 20, next: 'tell' },
          { name: 'b', percent: 80, next: 'mark' },
        ],
        next: 'mark',
      },
      { kind: 'webhook', name: 'tell', endpoint: 'crm', data: {}, next: 'mark' },
      { kind: 'set', name: 'mark', attributes: { invoiced: true } },
    ]);
  });

  it('ends the journey where the last ways are empty', () => {
    const [branch] = stepsOf(
      '  - { kind: branch, name: b, cases: [{ when: tier == "mid", steps: [] }], otherwise: [] }',
    );
    expect(branch).toEqual({ kind: 'branch', name: 'b', cases: [{ when: 'tier == "mid"' }] });
  });

  it('puts a branch before a step of which only passes over the ways too', () => {
    const steps = stepsOf(`
  - kind: branch
    name: tiers
    only: orders > 1
    cases: [{ when: tier == "head", steps: [] }]
    otherwise: [{ kind: exit, name: bye }]
  - { kind: wait, name: paid, only: orders > 2, event: invoice.paid, within: 1d, onTimeout: [{ kind: exit, name: late }] }
  - { kind: exit, name: end, only: orders > 3 }
  - { kind: award, name: gift, coupon: GIFT, only: orders > 4 }
`);
    expect(steps).toEqual([
      {
        kind: 'branch',
        name: 'tiers-only',
        cases: [{ when: 'orders > 1', next: 'tiers' }],
        next: 'paid-only',
      },
      { kind: 'branch', name: 'tiers', cases: [{ when: 'tier == "head"', next: 'paid-only' }], next: 'bye' },
      { kind: 'exit', name: 'bye' },
      { kind: 'branch', name: 'paid-only', cases: [{ when: 'orders > 2', next: 'paid' }], next: 'end' },
      {
        kind: 'wait',
        name: 'paid',
        until: 'event',
        pattern: { event: 'invoice.paid' },
        withinMs: DAY_MS,
        onEvent: 'end',
        next: 'late',
      },
      { kind: 'exit', name: 'late' },
      { kind: 'exit', name: 'end', only: 'orders > 3', next: 'gift' },
      { kind: 'award', name: 'gift', coupon: 'GIFT', only: 'orders > 4' },
    ]);
  });

  it('compiles every form of a wait', () => {
    const steps = stepsOf(`
  - { kind: wait, name: a, for: 4h, only: orders > 1 }
  - { kind: wait, name: b, until: '09:30' }
  - { kind: wait, name: c, until: '10:00', days: [tue, thu] }
  - { kind: wait, name: d, date: entry.dueAt }
  - { kind: wait, name: e, date: entry.dueAt, offsetDays: -3, at: '08:15' }
`);
    expect(steps).toEqual([
      { kind: 'wait', name: 'a', until: 'passed', ms: 4 * HOUR_MS, only: 'orders > 1', next: 'b' },
      { kind: 'wait', name: 'b', until: 'local-time', minuteOfDay: 570, next: 'c' },
      { kind: 'wait', name: 'c', until: 'local-time', minuteOfDay: 600, days: ['tue', 'thu'], next: 'd' },
      { kind: 'wait', name: 'd', until: 'date', field: 'dueAt', offsetDays: 0, next: 'e' },
      { kind: 'wait', name: 'e', until: 'date', field: 'dueAt', offsetDays: -3, minuteOfDay: 495 },
    ]);
  });

  it('names a next step that there is, in every valid campaign', () => {
    for (const file of Object.values(VALID_CAMPAIGNS)) {
      const { steps } = compiled(file);
      const names = new Set(steps.map(({ name }) => name));
      expect(names.size).toBe(steps.length);
      for (const step of steps) for (const name of nextOf(step)) expect(names).toContain(name);
    }
  });
});

function nextOf(step: Step): readonly string[] {
  const ways = step.kind === 'branch' ? step.cases : step.kind === 'split' ? step.ways : [];
  const onEvent = step.kind === 'wait' && step.until === 'event' ? step.onEvent : undefined;
  return [step.next, onEvent, ...ways.map(({ next }) => next)].filter((name) => name !== undefined);
}
