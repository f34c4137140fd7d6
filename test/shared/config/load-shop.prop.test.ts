import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadShop } from '../../../shared/config/load-shop.ts';
import { readRules } from '../../../shared/config/read-rules.ts';
import { readShopFolder } from '../../../shared/config/read-shop-folder.ts';
import { collectProblems } from '../../../shared/config/shop-problems.ts';
import { copyShop } from '../../support/shop-copy.ts';

/** Two with most kinds of steps, of which nothing depends on what the shop's other files say. */
const CAMPAIGNS = {
  'campaigns/cart.yaml': `trigger: { kind: event, event: cart.abandoned, without: { event: order.placed, within: 4h } }
audience: entry.total < 500 && emailConsent
exit: { on: [{ event: order.placed, when: event.total > 0 }] }
variants: [{ name: a, percent: 50 }, { name: b, percent: 50 }]
steps:
  - kind: send
    name: mail
    channel: email
    template: win-back
    only: >-
      orders > 2
      && tier != "tail"
    vary: [{ when: variant == "a", offer: { percent: 20 } }]
  - { kind: wait, name: bought, event: order.placed, within: 2d, onEvent: [{ kind: exit, name: thanks }] }
  - { kind: wait, name: noon, until: '12:00', days: [tue] }
`,
  'campaigns/harvest.yaml': `trigger: { kind: holiday, holiday: christmas, offsetDays: -7 }
pace: { perMinute: 100 }
steps:
  - kind: branch
    name: tiers
    cases:
      - { when: tier == "head", steps: [{ kind: task, name: call, title: Call }] }
    otherwise:
      - kind: split
        name: chance
        ways:
          - { name: one, percent: 40, steps: [{ kind: award, name: gift, points: 10 }] }
          - { name: other, percent: 60, steps: [] }
  - { kind: set, name: mark, attributes: { seen: true } }
`,
};

const RULES_ONLY = { templates: false } as const;

const growing = (max: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max }), { minLength: 4, maxLength: 4 })
    .map((cuts) => cuts.toSorted((left, right) => left - right));

/** An amount as a person may write it, with at most two decimals. */
const amount = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min: min * 100, max: max * 100 }), fc.boolean())
    .map(([cents, asText]) => (asText ? (cents / 100).toFixed(2) : cents / 100));

const files = fc.record({
  rfm: fc.record({ recencyDays: growing(3650), frequencyOccasions: growing(100), monetary: growing(10_000) }),
  tiers: fc.record({
    windowDays: fc.integer({ min: 1, max: 3650 }),
    value: fc.record({ head: amount(501, 9000), mid: amount(0, 500) }),
    frequency: fc.record({ high: fc.integer({ min: 11, max: 50 }), mid: fc.integer({ min: 1, max: 10 }) }),
  }),
  lifecycle: fc.record(
    {
      newDays: fc.integer({ min: 1, max: 60 }),
      loyalOccasions: fc.integer({ min: 2, max: 20 }),
      atRiskDays: fc.integer({ min: 60, max: 100 }),
      lapsedDays: fc.integer({ min: 101, max: 1000 }),
      wonBackDays: fc.integer({ min: 1, max: 100 }),
    },
    { requiredKeys: [] },
  ),
  campaign: fc.record(
    {
      trigger: fc.record({ kind: fc.constant('enters'), stage: fc.constantFrom('lapsed', 'at-risk') }),
      audience: fc.constantFrom('tier == "mid"', 'r >= 3 && value > 20', 'country in ["CN", "JP"]'),
      reentry: fc.oneof(fc.constant('once'), fc.record({ afterDays: fc.integer({ min: 0, max: 1000 }) })),
      holdout: fc.double({ min: 0, max: 90, noNaN: true }),
      steps: fc
        .uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/), { minLength: 1, maxLength: 5 })
        .map((names) =>
          names.map((name) => ({ name, kind: 'send', channel: 'email', template: 'win-back' })),
        ),
    },
    { requiredKeys: ['trigger', 'steps'] },
  ),
});

describe('loadShop, for any shop', () => {
  it('takes every valid file, and its rules survive JSON', async () => {
    await using shop = await copyShop();
    for (const part of ['campaigns', 'templates', 'topics.yaml']) await shop.remove(part);
    for (const part of ['campaigns', 'templates/win-back'])
      await mkdir(join(shop.directory, part), { recursive: true });
    await shop.write('templates/win-back/en.yaml', '');
    await fc.assert(
      fc.asyncProperty(files, async ({ rfm, tiers, lifecycle, campaign }) => {
        await shop.write('rfm.yaml', stringify(rfm));
        await shop.write('tiers.yaml', stringify(tiers));
        await shop.write('lifecycle.yaml', stringify(lifecycle));
        await shop.write('campaigns/win-back.yaml', stringify(campaign));
        const { rules } = await loadShop(shop.directory, RULES_ONLY);
        expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
        expect(rules.tiers.headMinor).toBe(Math.round(Number(tiers.value.head) * 100));
        expect(rules.rfm.monetaryMinor).toEqual(rfm.monetary.map((cut) => cut * 100));
        expect(rules.campaigns).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  it('answers any damage to a file with places within the file, and never throws', async () => {
    const folder = await readShopFolder('shop');
    if (folder === undefined) throw new Error('The example shop is not there.');
    const kept = [...folder.files].filter(([path]) => !path.startsWith('campaigns/'));
    const whole = new Map([...kept, ...Object.entries(CAMPAIGNS)]);
    const names = [
      'shop.yaml',
      'rfm.yaml',
      'tiers.yaml',
      'lifecycle.yaml',
      'needs.yaml',
      'calibration.yaml',
      'segments.yaml',
      'sending.yaml',
      'experiments.yaml',
      'calendar.yaml',
      ...Object.keys(CAMPAIGNS),
    ];
    const damage = fc.record({
      name: fc.constantFrom(...names),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.integer({ min: 0, max: 40 }),
      inserted: fc.oneof(
        fc.constantFrom(
          '',
          ':',
          '- ',
          '\n',
          '  ',
          '"',
          '{',
          '[',
          '&a ',
          '*a',
          '!!binary ',
          '\t',
          '? ',
          '|\n',
        ),
        fc.string({ maxLength: 10 }),
      ),
    });
    fc.assert(
      fc.property(damage, ({ name, at, removed, inserted }) => {
        const original = whole.get(name) ?? '';
        const offset = Math.floor(at * original.length);
        const damaged = original.slice(0, offset) + inserted + original.slice(offset + removed);
        const files = new Map(whole).set(name, damaged);
        const problems = collectProblems({ ...folder, files, shownPath: (path) => path });
        const rules = readRules({ ...folder, files, shownPath: (path) => path }, problems);
        if (problems.list.length === 0) expect(rules).toBeDefined();
        const lines = damaged.split('\n');
        for (const { file, line, column, message } of problems.list) {
          expect(file).toBe(name);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 600 },
    );
  });
});
