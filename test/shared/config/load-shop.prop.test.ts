import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkShop, loadShop } from '../../../shared/config/load-shop.ts';
import { STAGES } from '../../../shared/domain/segment/classes.ts';
import { copyShop } from '../../support/shop-copy.ts';

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
      trigger: fc.record({ kind: fc.constant('enters-stage'), stage: fc.constantFrom(...STAGES) }),
      audience: fc.constantFrom('tier == "mid"', 'r >= 3 && value > 20', 'country in ["CN", "JP"]'),
      reentryDays: fc.integer({ min: 0, max: 1000 }),
      steps: fc.constant([{ name: 'mail', kind: 'send', channel: 'email', template: 'win-back' }]),
    },
    { requiredKeys: ['trigger', 'reentryDays', 'steps'] },
  ),
});

describe('loadShop, for any shop', () => {
  it('takes every valid file, and its rules survive JSON', async () => {
    await using shop = await copyShop();
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
    await using shop = await copyShop();
    const names = [
      'shop.yaml',
      'rfm.yaml',
      'tiers.yaml',
      'lifecycle.yaml',
      'needs.yaml',
      'calibration.yaml',
      'segments.yaml',
      'campaigns/win-back.yaml',
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
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, at, removed, inserted }) => {
        const original = await readFile(join('shop', name), 'utf8');
        const offset = Math.floor(at * original.length);
        const damaged = original.slice(0, offset) + inserted + original.slice(offset + removed);
        await shop.write(name, damaged);
        const { problems, bundle } = await checkShop(shop.directory, RULES_ONLY);
        await shop.write(name, original);
        expect(bundle === undefined).toBe(problems.length > 0);
        const lines = damaged.split('\n');
        for (const { file, line, column, message } of problems) {
          expect(file).toBe(join(shop.directory, name));
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 400 },
    );
  });
});
