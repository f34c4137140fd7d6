import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPassed, testLines } from '../../cli/scenario/scenario-report.ts';
import { testShop } from '../../cli/scenario/test-shop.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { copyShop } from '../support/shop-copy.ts';

const SHOP = join(import.meta.dirname, '../../shop');

const tested = await testShop(SHOP, []);

/** What a person would be told of the scenarios that fail; nothing where all pass. */
const complaints = (files: typeof tested): string =>
  files
    .filter((file) => !hasPassed(file))
    .map((file) => testLines([file]).join('\n'))
    .join('\n');

const facts = tested.flatMap((file) =>
  file.status === 'ran' ? Object.values(file.result.customers).flatMap((customer) => customer.facts) : [],
);

describe('the example shop', () => {
  it('does in each scenario what the scenario expects', () => {
    expect(complaints(tested)).toBe('');
    expect(tested.length).toBeGreaterThan(30);
  });

  it('has no step that sends, awards, tells or asks which no scenario comes to', async () => {
    const { rules } = await loadShop(SHOP, { templates: false });
    const steps = rules.campaigns.flatMap(({ name, steps: all }) =>
      all
        .filter(({ kind }) => ['send', 'award', 'webhook', 'task'].includes(kind))
        .map((step) => `${name}/${step.name}`),
    );
    const taken = new Set(
      facts.flatMap((fact) =>
        'campaign' in fact && 'step' in fact ? [`${fact.campaign}/${fact.step}`] : [],
      ),
    );
    expect(steps.filter((step) => !taken.has(step))).toEqual([]);
    expect(steps.length).toBeGreaterThan(40);
  });

  // A scenario that cannot fail shows nothing.
  it.each([
    ['trigger-event', 'campaigns/cart-recovery.yaml', 'within: 4h', 'within: 5h'],
    ['trigger-event', 'campaigns/cart-recovery.yaml', 'after: 20h', 'after: 30h'],
    ['trigger-stage', 'campaigns/at-risk.yaml', 'audience: tier == "mid"', 'audience: tier != "head"'],
    ['trigger-holiday', 'campaigns/spring-festival.yaml', 'offsetDays: -21', 'offsetDays: -20'],
    ['trigger-schedule', 'campaigns/vip-early-access.yaml', 'BYDAY=1TH', 'BYDAY=2TH'],
    ['trigger-birthday', 'campaigns/birthday.yaml', 'leapDay: february-28', 'leapDay: march-1'],
    ['re-entry', 'campaigns/payment-reminder.yaml', 'reentry: always', 'reentry: once'],
    ['backfill', 'campaigns/nearly-head.yaml', '2026-12-01T10:00', '2026-12-08T10:00'],
    ['journey-payment', 'campaigns/payment-reminder.yaml', ', when: event.invoiceId == entry.invoiceId', ''],
    ['journey-payment', 'campaigns/payment-reminder.yaml', 'purpose: transactional', 'purpose: promotional'],
    ['journey-wait-for-event', 'campaigns/back-again.yaml', 'sunset: null, ', ''],
    ['experiments', 'campaigns/win-back.yaml', 'when: variant == "offer"', 'when: variant == "letter"'],
    ['fairness-caps', 'sending.yaml', 'messages: 1, hours: 20', 'messages: 1, hours: 9'],
    ['fairness-week', 'sending.yaml', 'messages: 3, days: 7', 'messages: 4, days: 7'],
    ['fairness-quiet-hours', 'sending.yaml', 'to: "09:00"', 'to: "07:00"'],
    ['sunset', 'delivery.yaml', 'afterDays: 400', 'afterDays: 420'],
    ['sunset', 'delivery.yaml', 'afterDays: 400', 'afterDays: 395'],
    ['fairness-priority', 'campaigns/birthday.yaml', 'priority: 70', 'priority: 40'],
    ['control-group', 'tests/edits/half-control.yaml', 'controlGroup: 50', 'controlGroup: 0'],
    [
      'renamed-while-running',
      'tests/edits/comeback.yaml',
      'formerNames: [win-back]',
      'formerNames: [come-back]',
    ],
    ['edited-while-running', 'tests/edits/win-back.yaml', 'name: three-weeks,', 'name: a-week,'],
  ])('fails %s after a wrong edit of %s: %s', async (scenario, file, from, to) => {
    await using shop = await copyShop(SHOP);
    await shop.edit(file, from, to);
    const path = join(shop.directory, 'tests', `${scenario}.yaml`);
    const [result] = await testShop(shop.directory, [path]);
    expect(result?.status).toBe('ran');
    expect(result && hasPassed(result)).toBe(false);
  });
});
