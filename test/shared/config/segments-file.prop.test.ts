import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShop, loadShop } from '../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { copyShop, type ShopCopy } from '../../support/shop-copy.ts';

const RULES_ONLY = { templates: false } as const;

/** Campaigns name segments that another segments.yaml does not have; templates, which topics.yaml names too, only take time to read. */
async function copyShopWithoutCampaigns(): Promise<ShopCopy> {
  const shop = await copyShop();
  for (const part of ['campaigns', 'templates', 'topics.yaml']) await shop.remove(part);
  return shop;
}

/** Conditions that are right, and stand unquoted in YAML. */
const rightCondition = fc.constantFrom(
  'tier == "mid"',
  'orders >= 3 && value > 20.5',
  'pAlive < 0.3 || daysSinceLastOrder > 60',
  'affinity["green-tea"] >= 0.4',
  'rfmGroup in ["Champions", "Loyal"]',
  '!(priceNeed == "") && noveltyNeed != "mixed"',
);

interface Mistake {
  /** What a segment has in place of a right condition, from its third column on. */
  readonly body: string;
  /** Where in that the mistake is; undefined: at the segment's name. */
  readonly at: string | undefined;
  readonly told: RegExp;
}

const mistakes: readonly Mistake[] = [
  { body: 'when: teir == "mid"', at: 'teir', told: /unknown field "teir"; did you mean "tier"\?$/ },
  { body: 'when: orders > 1 && pAlve > 0.5', at: 'pAlve', told: /did you mean "pAlive"\?$/ },
  { body: 'when: topCategroy == "cups"', at: 'topC', told: /did you mean "topCategory"\?$/ },
  { body: 'when: stage == "lasped"', at: '"las', told: /"lasped" is no stage; .*did you mean "lapsed"\?$/ },
  { body: 'when: noveltyNeed == "new"', at: '"new', told: /did you mean "new-arrivals"\?$/ },
  { body: 'when: rfmGroup == "Champs"', at: '"Cha', told: /"Champs" is no rfmGroup/ },
  { body: 'when: tier = "mid"', at: '=', told: /write == to compare$/ },
  { body: 'when: orders > "3"', at: 'orders', told: /these types do not go together/ },
  { body: 'when: orders', at: 'orders', told: /a condition must be true or false/ },
  { body: 'when: hasEmail and emailConsent', at: 'and', told: /write && for "and"/ },
  { body: 'when: orders > 1 && "nobody" in segments', at: '"nobody', told: /no segment "nobody"/ },
  { body: 'when: size(segments) > 1', at: 'segments', told: /asks for another by its name/ },
  { body: 'when: \'"broken" in segments\'', at: '"broken', told: /in a circle: broken -> broken$/ },
  { body: 'when: 3', at: '3', told: /must be text, not 3; put it in quotation marks$/ },
  { body: 'when: ""', at: '""', told: /must have at least 1 characters$/ },
  { body: 'when:', at: 'when', told: /must be text, not empty$/ },
  { body: 'wen: tier == "mid"', at: 'wen', told: /unknown field "wen"; did you mean "when"\?$/ },
  { body: 'description: Whom do I mean?', at: undefined, told: /missing field "when"$/ },
  { body: 'when: tier == "mid"\n  colour: blue', at: 'colour', told: /unknown field "colour"/ },
  { body: 'when: >-\n    orders > 1\n    && ordrs > 1', at: 'ordrs', told: /did you mean "orders"\?$/ },
  { body: 'when: |\n    orders > 1\n    && valeu > 1', at: 'valeu', told: /did you mean "value"\?$/ },
];

const brokenFile = fc
  .record({
    before: fc.array(rightCondition, { maxLength: 4 }),
    mistake: fc.constantFrom(...mistakes),
    isCommented: fc.boolean(),
    after: fc.array(rightCondition, { maxLength: 3 }),
  })
  .map(({ before, mistake, isCommented, after }) => {
    const right = (name: string) => (when: string, index: number) =>
      `${name}-${index}:\n  when: ${when.startsWith('!') ? `'${when}'` : when}\n`;
    const comment = isCommented ? '\n# Somebody wrote this in a hurry.\n' : '';
    const head = `${before.map(right('before')).join('')}${comment}`;
    const text = `${head}broken:\n  ${mistake.body}\n${after.map(right('after')).join('')}`;
    const body = head.length + 'broken:\n  '.length;
    const offset = mistake.at === undefined ? head.length : body + placeOf(mistake.body, mistake.at);
    return { text, mistake, line: text.slice(0, offset).split('\n').length };
  });

const placeOf = (body: string, at: string): number => {
  const place = body.indexOf(at);
  if (place < 0) throw new Error(`"${body}" does not have "${at}"`);
  return place;
};

describe('segments.yaml', () => {
  it('is refused for any mistake, once, on the line where it is and saying what it is', async () => {
    await using shop = await copyShopWithoutCampaigns();
    const met = new Set<Mistake>();
    await fc.assert(
      fc.asyncProperty(brokenFile, async ({ text, mistake, line }) => {
        met.add(mistake);
        await shop.write('segments.yaml', text);
        const { problems } = await checkShop(shop.directory, RULES_ONLY);
        const told = problems.map(formatShopProblem).filter((problem) => mistake.told.test(problem));
        expect(told, text).toHaveLength(1);
        expect(told[0], text).toContain(`segments.yaml:${line}:`);
        expect(problems.every((problem) => problem.file.endsWith('segments.yaml'))).toBe(true);
      }),
      { numRuns: 250 },
    );
    expect(met.size).toBeGreaterThan(15);
  });

  it('names the whole circle, at a condition that is part of it, however long it is', async () => {
    await using shop = await copyShopWithoutCampaigns();
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(names, async (circle) => {
        const next = (index: number) => circle[(index + 1) % circle.length];
        const lines = circle.map((name, index) => `${name}: { when: '"${next(index)}" in segments' }`);
        await shop.write('segments.yaml', `${lines.join('\n')}\n`);
        const { problems } = await checkShop(shop.directory, RULES_ONLY);
        const path = [...circle, circle[0]].join(' -> ');
        expect(problems.map(({ message, line }) => ({ message, line }))).toEqual([
          { message: `segments are defined by each other in a circle: ${path}`, line: circle.length },
        ]);
      }),
      { numRuns: 50 },
    );
  });

  it('compiles to the same segments as often as it is right', async () => {
    await using shop = await copyShopWithoutCampaigns();
    await fc.assert(
      fc.asyncProperty(fc.array(rightCondition, { maxLength: 8 }), async (conditions) => {
        const lines = conditions.map((when, index) => `s${index}: { when: ${JSON.stringify(when)} }`);
        await shop.write('segments.yaml', `${lines.join('\n')}\n`);
        const { rules } = await loadShop(shop.directory, RULES_ONLY);
        expect(rules.segments).toEqual(
          conditions.map((condition, index) => ({ name: `s${index}`, condition })),
        );
      }),
      { numRuns: 30 },
    );
  });
});
