import { describe, expect, it } from 'vitest';
import { campaignsIn, problemsOf } from './shop-with.ts';
import { VALID_CAMPAIGNS, type ValidCampaign } from './valid-campaigns.ts';

const SEND = '{ kind: send, name: mail, channel: email, template: welcome }';

/** A valid campaign with one part of its text in place of another. */
function edited(campaign: ValidCampaign, from: string, to: string): string {
  const file = VALID_CAMPAIGNS[campaign];
  if (file.split(from).length !== 2) throw new Error(`${campaign} does not have "${from}" just once`);
  return file.replace(from, () => to);
}

/** A campaign of these steps, which an invoice begins. */
const withSteps = (steps: string): string =>
  `trigger: { kind: event, event: invoice.issued }\nsteps:\n${steps.replace(/^\n/, '')}`;

/** A campaign of a trigger and an audience. */
const withAudience = (trigger: string, audience: string, more = ''): string =>
  `trigger: ${trigger}\naudience: '${audience}'\n${more}steps: [${SEND}]`;

describe('what check tells of one valid campaign with a fault', () => {
  it.each<[ValidCampaign, string, string, string]>([
    // Names of the shop's other files, and of the calendar.
    [
      'enters-segment',
      'segment: green-tea-lovers',
      'segment: green-tea-lover',
      '3:35: segments.yaml has no segment "green-tea-lover"; did you mean "green-tea-lovers"?',
    ],
    [
      'enters-group',
      'group: Cannot lose',
      'group: Cannot loose',
      '1:33: rfm.yaml has no group "Cannot loose"; there are ',
    ],
    [
      'enters-stage',
      'template: welcome',
      'template: welcom',
      '28:47: there is no folder templates/welcom; did you mean "welcome"?',
    ],
    [
      'enters-stage',
      'template: reminder, after',
      'template: remindr, after',
      '30:41: there is no folder templates/remindr; did you mean "reminder"?',
    ],
    [
      'holiday',
      'holiday: mothers-day',
      'holiday: mother-day',
      '1:36: there is no holiday "mother-day", and calendar.yaml has no such day; did you mean "mothers-day"?',
    ],
    ['holiday', 'variant: uk', 'variant: ukk', '1:58: mothers-day has no variant "ukk"; it has us, uk'],
    [
      'own-day',
      'holiday: shop-birthday',
      'holiday: shop-birthdays',
      '1:36: there is no holiday "shop-birthdays", and calendar.yaml has no such day; did you mean "shop-birthday"?',
    ],
    [
      'own-day',
      'shop-birthday }',
      'shop-birthday, variant: us }',
      'shop-birthday has no variant "us"; it has none',
    ],
    // Dates and rules.
    ['enters-stage', '2026-12-01T10:00', '2026-12-32T10:00', '3:59: that month has the days 01 to 31'],
    ['schedule-once', '2026-11-11T10:00', '2026-13-11T10:00', '1:39: months go from 01 to 12'],
    ['schedule-cron', "'0 10 * * 1'", "'0 25 * * 1'", '1:37: "25" is no hour, which goes from 0 to 23'],
    [
      'schedule-cron',
      "'0 10 * * 1'",
      "'* 10 * * 1'",
      '1:35: this is 60 times a day, more than 24; give the minute and the hour as numbers',
    ],
    ['schedule-cron', "'0 10 * * 1'", "'0 10 * *'", 'five fields are needed'],
    [
      'schedule-rrule',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=MONTHLY;BYDAY=-1FRI',
      '3:29: "-1FRI" is no day of the week',
    ],
    ['schedule-rrule', '  start: 2026-01-01T10:00\n', '', '3:10: missing field "start"'],
    ['schedule-rrule', 'start: 2026-01-01T10:00', 'start: 2026-01-01', '4:10: a date and time is written as'],
    [
      'schedule-once',
      'zone: shop',
      'start: 2026-01-01T10:00',
      '1:59: "start" goes with "rrule", not with "once"',
    ],
    [
      'schedule-once',
      'zone: shop',
      "cron: '0 10 * * 1'",
      '1:58: "cron" does not go with "once"; a schedule has one of "once", "cron" or "rrule"',
    ],
    [
      'schedule-once',
      'once: 2026-11-11T10:00, zone: shop',
      'zone: shop',
      '1:10: a schedule has one of "once", "cron" or "rrule"',
    ],
    [
      'anniversary',
      'of: first-order',
      'of: first-order, attribute: weddingDay',
      '"attribute" does not go with "of"',
    ],
    ['leaves-tier', 'tier: head', 'tier: head, stage: lapsed', '"tier" does not go with "stage"'],
    ['leaves-tier', 'tier: head', 'tier: head, backfill: 2026-12-01T10:00', '1:38: unknown field "backfill"'],
    ['leaves-tier', ', tier: head', '', '1:10: the trigger has one of "stage", "tier", "segment" or "group"'],
    // Fields that do not go together.
    [
      'birthday',
      'reentry: { afterDays: 300 }',
      'pace: { perMinute: 10 }',
      '2:7: a pace is for campaigns at a date',
    ],
    [
      'birthday',
      'reentry: { afterDays: 300 }',
      'reentry: always',
      '2:10: always, even side by side, is for events',
    ],
    [
      'birthday',
      'reentry: { afterDays: 300 }',
      'reentry: never',
      '2:10: must be once, always or { afterDays: 180 }',
    ],
    [
      'event-dates',
      'reentry: always',
      'reentry: always\nholdout: 5',
      '4:10: nobody is held out of a transactional campaign',
    ],
    [
      'enters-stage',
      '  - { name: offer, percent: 50 }',
      '  - { name: offer, percent: 40 }',
      '12:1: the percentages add up to 90, not to 100',
    ],
    [
      'enters-stage',
      '{ name: offer, percent: 50 }',
      '{ name: story, percent: 50 }',
      '14:13: "story" is there already',
    ],
    [
      'enters-stage',
      '{ name: offer, percent: 50 }',
      '{ name: holdout, percent: 50 }',
      '14:13: must not be all, holdout, control: reports use these',
    ],
    ['enters-segment', 'percent: 33.3', 'percent: 33', '20:5: the percentages add up to 99.7, not to 100'],
    [
      'enters-segment',
      'formerNames: [tea-lovers, green-lovers]',
      'formerNames: [tea-lovers, lovers]',
      '2:27: "lovers" is the name that it has now',
    ],
    [
      'enters-segment',
      'formerNames: [tea-lovers, green-lovers]',
      'formerNames: [tea-lovers, tea-lovers]',
      '2:27: "tea-lovers" is there already',
    ],
    // Names of steps.
    ['enters-stage', 'name: second', 'name: a-week', '32:25: another step is named "a-week" already'],
    [
      'enters-stage',
      'name: second',
      'name: first-fallback',
      '32:25: a step that "first" makes is named "first-fallback" already',
    ],
    [
      'enters-segment',
      'name: mid-mail',
      'name: head-mail',
      '15:33: another step is named "head-mail" already',
    ],
    [
      'event-without',
      'name: last-call',
      'name: without',
      '17:29: the wait for "without" of the trigger is named "without" already',
    ],
    // Conditions.
    ['enters-stage', 'orders >= 2', 'ordesr >= 2', '4:28: unknown field "ordesr"; did you mean "orders"?'],
    [
      'enters-stage',
      'tier == "mid"',
      'tier == "waist"',
      '4:19: "waist" is no tier; there are head, mid, tail',
    ],
    [
      'enters-stage',
      'only: emailConsent',
      'only: orders',
      '26:11: a condition must be true or false, this is of type int',
    ],
    [
      'enters-stage',
      'variant == "offer"',
      'variant == "offre"',
      '28:28: there is no variant "offre"; there are story, offer; did you mean "offer"?',
    ],
    ['enters-stage', 'only: emailConsent', 'only: event.total > 1', 'there is no event at hand here'],
    [
      'enters-stage',
      'only: emailConsent',
      'only: entry.total > 1',
      'no event begins this campaign, so there is no "entry"',
    ],
    ['event-without', 'entry.total < 500', 'entry.totl < 500', '6:11: cart.abandoned has no field "totl"'],
    [
      'event-dates',
      'event.invoiceId == entry',
      'event.orderId == entry',
      'invoice.paid has no field "orderId"',
    ],
    [
      'schedule-cron',
      '"steady-waist" in',
      '"steady-wast" in',
      '2:12: segments.yaml has no segment "steady-wast"; did you mean "steady-waist"?',
    ],
    [
      'enters-segment',
      'when: tier == "mid"',
      'when: tier == "head"',
      '12:15: this is never reached: where it holds, one before it does already',
    ],
    // Waits.
    [
      'event-dates',
      'date: entry.dueAt }',
      'date: entry.dueOn }',
      '8:36: invoice.issued tells no instant "entry.dueOn"; it tells entry.dueAt; did you mean "entry.dueAt"?',
    ],
    [
      'event-dates',
      'date: entry.dueAt }',
      'date: entry.total }',
      'invoice.issued tells no instant "entry.total"; it tells entry.dueAt',
    ],
    ['event-dates', 'date: entry.dueAt }', 'date: dueAt }', '8:36: must name an instant of the event'],
    [
      'event-dates',
      'date: entry.dueAt }',
      'for: 1d, days: [mon] }',
      '"days" goes with "until", not with "for"',
    ],
    [
      'event-dates',
      'date: entry.dueAt }',
      'for: 1d, until: "10:00" }',
      '"until" does not go with "for"; a wait has one of "for", "until", "date" or "event"',
    ],
    [
      'event-dates',
      ', date: entry.dueAt }',
      ' }',
      '8:5: a wait has one of "for", "until", "date" or "event"',
    ],
    ['event-dates', 'date: entry.dueAt }', 'event: order.placed }', '8:37: missing field "within"'],
    [
      'enters-stage',
      'for: 7d',
      'for: 400d',
      '31:38: must be a duration such as 3d, 4h or 30m, from 1m to 366d',
    ],
    // Sends.
    [
      'enters-stage',
      'channels: [email, sms]\n',
      'channels: [email, email]\n',
      '22:15: must not list a channel twice',
    ],
    [
      'enters-stage',
      '    channels: [email, sms]\n',
      '',
      '20:5: a send step has one of "channel" or "channels"',
    ],
    [
      'enters-stage',
      'locale == "zh-CN", offer: { percent: 15 }, channel: email',
      'locale == "zh-CN"',
      '29:9: it changes nothing',
    ],
    [
      'enters-stage',
      'channel: email }\n    fallback',
      'channel: email, channels: [sms] }\n    fallback',
      '"channels" does not go with "channel"',
    ],
    [
      'leaves-tier',
      'attributes: { wasHead: true, calls: 1, note: gone, old: null }',
      'attributes: {}',
      '4:42: must name an attribute',
    ],
    ['enters-segment', ', points: 100, coupon: GREEN', '', '6:5: an award has "points", a "coupon", or both'],
    [
      'enters-stage',
      '  when: stage != "lapsed"\n  on:\n    - { event: order.placed, when: event.total > 0 }\n',
      '  {}\n',
      '6:3: an exit has "when", "on", or both',
    ],
    ['enters-stage', "to: '20:00'", "to: '09:00'", '17:49: must not be the same as from'],
  ])('%s, with "%s" made "%s": %s', (campaign, from, to, expected) => {
    const told = problemsOf(edited(campaign, from, to));
    expect(told).toContainEqual(expect.stringContaining(expected));
    expect(told.length).toBeLessThanOrEqual(2);
  });
});

describe('steps that are never reached', () => {
  it.each([
    [
      'an exit',
      `
  - { kind: exit, name: out }
  - ${SEND}`,
      '4:25: this step is never reached: the journey ends at "out"',
    ],
    [
      'a branch of which every way ends',
      `
  - kind: branch
    name: b
    cases: [{ when: tier == "mid", steps: [{ kind: exit, name: x }] }]
    otherwise: [{ kind: wait, name: w, for: 1d }, { kind: exit, name: y }]
  - ${SEND}`,
      '7:25: this step is never reached: every way through "b" ends the journey',
    ],
    [
      'a wait of which both ways end',
      `
  - kind: wait
    name: w
    event: invoice.paid
    within: 1d
    onEvent: [{ kind: exit, name: x }]
    onTimeout: [{ kind: exit, name: y }]
  - ${SEND}`,
      '9:25: this step is never reached: every way through "w" ends the journey',
    ],
    [
      'a split of which all ways end, within a branch',
      `
  - kind: branch
    name: b
    cases:
      - when: tier == "mid"
        steps:
          - { kind: split, name: s, ways: [{ name: a, percent: 50, steps: [{ kind: exit, name: x }] }, { name: b, percent: 50, steps: [{ kind: exit, name: y }] }] }
          - ${SEND}`,
      '9:33: this step is never reached: every way through "s" ends the journey',
    ],
  ])('are those after %s', (_what, steps, expected) => {
    expect(problemsOf(withSteps(steps))).toEqual([expected]);
  });

  it.each([
    [
      'an exit for some',
      `
  - { kind: exit, name: out, only: tier == "tail" }
  - ${SEND}`,
    ],
    [
      'a branch whose cases end',
      `
  - { kind: branch, name: b, cases: [{ when: tier == "mid", steps: [{ kind: exit, name: x }] }] }
  - ${SEND}`,
    ],
    [
      'a wait of which one way ends',
      `
  - { kind: wait, name: w, event: invoice.paid, within: 1d, onEvent: [{ kind: exit, name: x }] }
  - ${SEND}`,
    ],
    [
      'a split of which one way ends',
      `
  - { kind: split, name: s, ways: [{ name: a, percent: 50, steps: [{ kind: exit, name: x }] }, { name: b, percent: 50, steps: [] }] }
  - ${SEND}`,
    ],
  ])('are not those after %s', (_what, steps) => {
    expect(problemsOf(withSteps(steps))).toEqual([]);
  });
});

describe('an audience that nobody can be in', () => {
  const lapses = '{ kind: enters, stage: lapsed }';
  it.each([
    [lapses, 'tier == "mid" && tier == "head"', '2:29: this never holds; see what it asks of tier'],
    [lapses, 'orders < 0', '2:12: this never holds; see what it asks of orders'],
    [lapses, 'orders > 3 && orders < 4', '2:26: this never holds; see what it asks of orders'],
    [lapses, 'orders == 2.5', '2:12: this never holds; see what it asks of orders'],
    [lapses, 'pAlive > 1', '2:12: this never holds; see what it asks of pAlive'],
    [
      lapses,
      '!(stage in ["lapsed", "new"]) && stage == "new"',
      'this never holds; see what it asks of stage',
    ],
    [lapses, 'hasEmail && (tier == "mid" || orders > 2) && !hasEmail', '2:12: this never holds'],
    [lapses, 'false', '2:12: this never holds'],
    [lapses, 'attributes.size == "s" && attributes["size"] == "m"', 'see what it asks of attributes.size'],
    [lapses, 'value > 100 && value < 50.5', 'see what it asks of value'],
    [lapses, 'topCategory == "tea" && topCategory != "tea"', 'see what it asks of topCategory'],
    [
      lapses,
      'stage == "active"',
      '2:12: this never holds: the trigger lets nobody in of whom it does; see what it asks of stage',
    ],
    [
      '{ kind: leaves, tier: head }',
      'tier == "head"',
      'the trigger lets nobody in of whom it does; see what it asks of tier',
    ],
    [
      '{ kind: enters, segment: nearly-head }',
      'tier == "mid" && !("nearly-head" in segments)',
      'the trigger lets nobody in of whom it does',
    ],
    ['{ kind: enters, group: Champions }', 'rfmGroup in ["Loyal", "New"]', 'see what it asks of rfmGroup'],
    [
      '{ kind: event, event: cart.abandoned, when: event.total >= 20 }',
      'entry.total < 20',
      'see what it asks of entry.total',
    ],
  ])('is told of: %s, %s', (trigger, audience, expected) => {
    const [told, ...others] = problemsOf(withAudience(trigger, audience));
    expect(told).toContain(expected);
    expect(others).toEqual([]);
  });

  it.each([
    [lapses, 'tier == "mid" || tier == "head"'],
    [lapses, 'orders > 3 && orders < 5'],
    [lapses, 'orders > 3 && orders < 4.5 || orders < 2'],
    [lapses, 'value > 3 && value < 4'],
    [lapses, 'stage == "lapsed" && tier != "head"'],
    [lapses, 'daysSinceLastOrder > 300 || daysSinceLastOrder <= 300'],
    [lapses, 'attributes.size == "s" || attributes.size == "m"'],
    [lapses, '"tea" in categories && !("coffee" in categories)'],
    [lapses, 'segments.exists(name, name == "nearly-head") && orders > occasions'],
    ['{ kind: leaves, tier: head }', 'tier != "head"'],
    [
      '{ kind: event, event: cart.abandoned, when: event.total >= 20 || event.skus.size() > 3 }',
      'entry.total < 20',
    ],
  ])('is not told of others: %s, %s', (trigger, audience) => {
    expect(problemsOf(withAudience(trigger, audience))).toEqual([]);
  });

  it('is told of variants too, which are not drawn before the entry', () => {
    const variants = 'variants: [{ name: a, percent: 50 }, { name: b, percent: 50 }]\n';
    expect(problemsOf(withAudience(lapses, 'variant == "a"', variants))).toEqual([
      '2:12: this never holds; see what it asks of variant',
    ]);
  });
});

describe('an exit that all who enter meet', () => {
  it.each([
    ['{ kind: enters, stage: lapsed }', 'tier == "mid"', 'stage == "lapsed"'],
    ['{ kind: enters, stage: lapsed }', 'tier == "mid"', 'tier != "head"'],
    ['{ kind: enters, stage: lapsed }', 'orders > 3', 'orders > 2 || value > 100'],
    ['{ kind: enters, stage: lapsed }', 'tier != "tail"', 'tier == "mid" || tier == "head"'],
    ['{ kind: event, event: cart.abandoned, when: event.total > 20 }', 'orders > 0', 'entry.total > 10'],
  ])('is told of: %s, %s, exit when %s', (trigger, audience, exit) => {
    expect(problemsOf(withAudience(trigger, audience, `exit: { when: '${exit}' }\n`))).toEqual([
      '3:16: everybody who enters leaves at once: this holds for all of them',
    ]);
  });

  it.each([
    ['tier == "mid"', 'stage != "lapsed"'],
    ['orders > 2', 'orders > 3'],
    // Of those without a prediction neither holds.
    ['tier == "mid"', 'pAlive < 0.5 || pAlive >= 0.5'],
  ])('is not told of others: %s, exit when %s', (audience, exit) => {
    expect(
      problemsOf(withAudience('{ kind: enters, stage: lapsed }', audience, `exit: { when: '${exit}' }\n`)),
    ).toEqual([]);
  });
});

describe('cases of which one is always taken first', () => {
  const branch = (conditions: readonly string[], otherwise = '[]'): string =>
    withSteps(`
  - kind: branch
    name: b
    cases:
${conditions.map((when, index) => `      - { when: '${when}', steps: [{ kind: award, name: a${index}, points: 1 }] }`).join('\n')}
    otherwise: ${otherwise}`);

  it.each([
    [['orders > 2', 'orders > 5'], '7:18: this is never reached'],
    [['orders > 2', 'orders>2'], '7:18: this is never reached'],
    [['true', 'tier == "mid"'], '7:18: this is never reached'],
    [['tier == "head"', 'tier != "head"', 'orders > 2'], '8:18: this is never reached'],
    [['daysSinceLastOrder > 30', 'daysSinceLastOrder > 60'], '7:18: this is never reached'],
    [['attributes.size == "s"', 'orders > 1 && attributes.size == "s"'], '7:18: this is never reached'],
  ])('are told of: %j', (conditions, expected) => {
    const [told, ...others] = problemsOf(branch(conditions));
    expect(told).toContain(expected);
    expect(others).toEqual([]);
  });

  it.each([
    [['orders > 5', 'orders > 2']],
    [['orders > 2', 'value > 100']],
    [['daysSinceLastOrder > 30', 'daysSinceLastOrder <= 30', 'orders >= 0']],
    [['attributes.size == "s"', 'attributes.size != "s"', 'orders > 2']],
  ])('are not told of others: %j', (conditions) => {
    expect(problemsOf(branch(conditions))).toEqual([]);
  });

  it('leave nothing otherwise', () => {
    const otherwise = '[{ kind: exit, name: out }]';
    expect(problemsOf(branch(['tier == "head"', 'tier in ["mid", "tail"]'], otherwise))).toEqual([
      '8:16: these steps are never reached: one of the cases always holds',
    ]);
    expect(problemsOf(branch(['tier == "head"', 'tier == "mid"'], otherwise))).toEqual([]);
  });

  it('are told of where a send step varies', () => {
    const vary = `[{ when: orders > 2, template: welcome }, { when: orders > 3, template: reminder }]`;
    expect(
      problemsOf(withSteps(`  - { kind: send, name: s, channel: email, template: welcome, vary: ${vary} }`)),
    ).toEqual([expect.stringContaining('this is never reached')]);
  });

  it('know what the event said that began the journey', () => {
    const file = `trigger: { kind: event, event: cart.abandoned, when: event.total >= 20 }
steps:
  - { kind: award, name: a, points: 1, only: entry.total < 10 }
`;
    expect(problemsOf(file)).toEqual([
      expect.stringMatching(/^3:46: this never holds: the trigger lets nobody in/),
    ]);
  });
});

describe('messages that could never go', () => {
  const sending = (sms: readonly { readonly fromMinute: number; readonly toMinute: number }[]) => ({
    sending: { caps: [], costs: { email: 0, sms: 0 }, quietHours: { email: [], sms } },
  });
  const atNight = sending([{ fromMinute: 1260, toMinute: 480 }]);
  const evening = (step: string, more = '') =>
    `trigger: { kind: event, event: order.placed }
${more}steps:
  - { kind: wait, name: evening, until: '22:00' }
  - ${step}`;

  it('are told of where quiet hours leave no time of the hours to send in', () => {
    const hours = `sendHours: [{ from: '22:00', to: '23:00' }]\n`;
    const sms = '{ kind: send, name: text, channel: sms, template: welcome }';
    expect(problemsOf(evening(sms, hours), atNight)).toEqual([
      expect.stringMatching(/^2:12: for sms, the quiet hours leave no time of the week to send in/),
    ]);
    expect(problemsOf(evening(SEND, hours), atNight)).toEqual([]);
    const invoice = `purpose: transactional\n${hours}`;
    expect(problemsOf(evening(sms, invoice), atNight)).toEqual([]);
  });

  it('are told of where they expire before the quiet hours end in which they are asked for', () => {
    const text = (expiresAfter: string, channels = 'channel: sms') =>
      evening(`{ kind: send, name: text, ${channels}, template: welcome, expiresAfter: ${expiresAfter} }`);
    expect(problemsOf(text('9h'), atNight)).toEqual([
      expect.stringMatching(/^4:78: expires before it may ever go/),
    ]);
    expect(problemsOf(text('10h'), atNight)).toEqual([]);
    // By the other channel it may go.
    expect(problemsOf(text('9h', 'channels: [sms, email]'), atNight)).toEqual([]);
  });

  it.each([
    ["{ kind: birthday, at: '22:00' }", 1],
    ["{ kind: anniversary, of: first-order, at: '22:00' }", 1],
    ["{ kind: holiday, holiday: christmas, at: '22:00' }", 1],
    ["{ kind: holiday, holiday: christmas, at: '22:00', zone: shop }", 0],
    ['{ kind: schedule, once: 2026-11-11T22:00 }', 1],
    ['{ kind: schedule, once: 2026-11-11T22:00, zone: shop }', 0],
    ["{ kind: birthday, at: '12:00' }", 0],
    ['{ kind: enters, stage: lapsed }', 0],
  ])('are told of at the time of the trigger %s: %d', (trigger, count) => {
    const file = `trigger: ${trigger}\nsteps: [{ kind: send, name: text, channel: sms, template: welcome, expiresAfter: 2h }]`;
    expect(problemsOf(file, atNight)).toHaveLength(count);
  });
});

describe('the names of several campaigns', () => {
  const file = (head: string) => `${head}\ntrigger: { kind: enters, stage: new }\nsteps: [${SEND}]`;

  it('are each of one campaign, former ones too', () => {
    const { told } = campaignsIn({
      'campaigns/a.yaml': file('formerNames: [old-a, c]'),
      'campaigns/b.yaml': file('formerNames: [old-a]'),
      'campaigns/c.yaml': file('description: The third.'),
      'campaigns/d.yaml': file('name: c'),
    });
    expect(told).toEqual([
      'campaigns/d.yaml:1:7: the name "c" is taken by campaigns/c.yaml',
      'campaigns/a.yaml:1:22: the name "c" is taken by campaigns/c.yaml',
      'campaigns/b.yaml:1:15: "old-a" is a former name of campaigns/a.yaml too',
    ]);
  });

  it('are not that of the mails that ask for a second word', () => {
    const { told } = campaignsIn({ 'campaigns/a.yaml': file('name: double-opt-in') });
    expect(told).toEqual([
      'campaigns/a.yaml:1:7: "double-opt-in" stands for the mails of topics.yaml; give it another name',
    ]);
  });
});

it('tells everything that is wrong at once', () => {
  const told = problemsOf(`trigger: { kind: schedule, cron: '0 25 * * 1' }
audience: tier == "waist"
exit: { when: ordesr > 1 }
holdout: 5
purpose: transactional
steps:
  - { kind: exit, name: out }
  - { kind: send, name: out, channel: email, template: nothing }
  - { kind: wait, name: w, date: entry.dueAt }
`);
  expect(told.map((line) => line.split(':')[0])).toEqual(['4', '1', '8', '8', '9', '8', '2', '3']);
});
