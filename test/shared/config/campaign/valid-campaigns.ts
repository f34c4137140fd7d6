/** Campaign files without a fault, which together have every kind of trigger and step, and every field. */
export const VALID_CAMPAIGNS = {
  'enters-stage': `description: Three words half a year after the last order.
purpose: promotional
trigger: { kind: enters, stage: lapsed, backfill: 2026-12-01T10:00 }
audience: tier == "mid" && orders >= 2
exit:
  when: stage != "lapsed"
  on:
    - { event: order.placed, when: event.total > 0 }
reentry: { afterDays: 180 }
priority: 10
holdout: 10
variants:
  - { name: story, percent: 50 }
  - { name: offer, percent: 50 }
conversionDays: 14
sendHours:
  - { days: [mon, tue, wed], from: '09:00', to: '20:00' }
pace: { perMinute: 1000, perDay: 50000 }
steps:
  - kind: send
    name: first
    channels: [email, sms]
    template: win-back
    expiresAfter: 5d
    offer: { percent: 10, code: BACK10 }
    only: emailConsent
    vary:
      - { when: variant == "offer", template: welcome, offer: { percent: 20 }, channels: [sms, email] }
      - { when: locale == "zh-CN", offer: { percent: 15 }, channel: email }
    fallback: { channel: sms, template: reminder, after: 3d, unless: [clicked] }
  - { kind: wait, name: a-week, for: 7d }
  - { kind: send, name: second, channel: email, template: reminder }
`,
  'leaves-tier': `trigger: { kind: leaves, tier: head }
steps:
  - { kind: task, name: call, title: Call the customer, note: They were one of our best., dueInDays: 3 }
  - { kind: set, name: mark, attributes: { wasHead: true, calls: 1, note: gone, old: null }, only: value > 100 }
`,
  'enters-segment': `name: lovers
formerNames: [tea-lovers, green-lovers]
trigger: { kind: enters, segment: green-tea-lovers }
reentry: once
steps:
  - { kind: award, name: gift, points: 100, coupon: GREEN }
  - { kind: webhook, name: tell, endpoint: warehouse, data: { sample: green, grams: 20 } }
  - kind: branch
    name: by-tier
    cases:
      - { when: tier == "head", steps: [{ kind: send, name: head-mail, channel: email, template: welcome }] }
      - when: tier == "mid"
        steps:
          - { kind: wait, name: mid-wait, for: 90m }
          - { kind: send, name: mid-mail, channel: email, template: welcome }
    otherwise:
      - { kind: exit, name: not-for-you }
  - kind: split
    name: by-chance
    ways:
      - { name: a, percent: 33.3, steps: [{ kind: send, name: a-mail, channel: email, template: reminder }] }
      - { name: b, percent: 66.7, steps: [] }
`,
  'enters-group': `trigger: { kind: enters, group: Cannot lose }
steps:
  - { kind: exit, name: tail-leaves, only: tier == "tail" }
  - { kind: send, name: letter, channel: email, template: welcome }
`,
  'event-without': `trigger:
  kind: event
  event: cart.abandoned
  when: event.total >= 20
  without: { event: order.placed, when: event.total >= entry.total, within: 4h }
audience: entry.total < 500 && emailConsent
steps:
  - { kind: send, name: cart-mail, channel: email, template: reminder, expiresAfter: 12h }
  - kind: wait
    name: bought
    event: order.placed
    when: event.total > 0
    within: 2d
    onEvent:
      - { kind: exit, name: thanks }
    onTimeout:
      - { kind: send, name: last-call, channel: email, template: reminder, only: entry.total > 50 }
`,
  'event-dates': `purpose: transactional
trigger: { kind: event, event: invoice.issued }
reentry: always
exit: { on: [{ event: invoice.paid, when: event.invoiceId == entry.invoiceId }] }
steps:
  - { kind: wait, name: before-due, date: entry.dueAt, offsetDays: -3, at: '09:00' }
  - { kind: send, name: reminder, channel: email, template: reminder }
  - { kind: wait, name: due, date: entry.dueAt }
  - { kind: wait, name: workday, until: '10:00', days: [mon, tue, wed, thu, fri] }
  - { kind: send, name: overdue, channel: email, template: reminder }
`,
  'schedule-once': `trigger: { kind: schedule, once: 2026-11-11T10:00, zone: shop }
steps:
  - { kind: send, name: singles, channel: email, template: welcome }
`,
  'schedule-cron': `trigger: { kind: schedule, cron: '0 10 * * 1' }
audience: '"steady-waist" in segments'
steps:
  - { kind: send, name: news, channel: email, template: welcome }
`,
  'schedule-rrule': `trigger:
  kind: schedule
  rrule: FREQ=MONTHLY;BYDAY=-1FR
  start: 2026-01-01T10:00
  zone: customer
steps:
  - { kind: send, name: friday, channel: email, template: welcome }
`,
  holiday: `trigger: { kind: holiday, holiday: mothers-day, variant: uk, offsetDays: -7, at: '10:00', zone: customer }
pace: { perMinute: 100 }
steps:
  - { kind: send, name: gifts, channel: email, template: welcome }
`,
  'own-day': `trigger: { kind: holiday, holiday: shop-birthday }
steps:
  - { kind: send, name: party, channel: email, template: welcome }
`,
  birthday: `trigger: { kind: birthday, offsetDays: -3, at: '09:00', calendar: chinese, leapDay: march-1 }
reentry: { afterDays: 300 }
steps:
  - { kind: send, name: present, channel: email, template: welcome }
`,
  anniversary: `trigger: { kind: anniversary, of: first-order, offsetDays: 0, at: '09:00' }
steps:
  - { kind: send, name: thanks, channel: email, template: welcome }
`,
  'attribute-day': `trigger: { kind: anniversary, attribute: weddingDay }
steps:
  - { kind: send, name: flowers, channel: email, template: welcome }
`,
} as const satisfies Readonly<Record<string, string>>;

export type ValidCampaign = keyof typeof VALID_CAMPAIGNS;
