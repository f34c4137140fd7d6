import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testLines, testResult } from '../../../cli/scenario/scenario-report.ts';
import { testShop } from '../../../cli/scenario/test-shop.ts';
import { oneCampaignShop, WIN_BACK } from '../../support/one-campaign-shop.ts';
import type { ShopCopy } from '../../support/shop-copy.ts';

const HEAD = `description: A test.
start: '2026-01-01T10:00:00Z'
zone: UTC
`;
/** Lapses two days after the start. */
const LAPSING = 'history: [{ ago: 178d, kind: order.placed, total: 150 }]';

describe('testShop', () => {
  let shop: ShopCopy;
  beforeAll(async () => {
    shop = await oneCampaignShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  const run = async (body: string) => {
    await shop.write('tests/one.yaml', `${HEAD}${body}`);
    const [tested] = await testShop(shop.directory, [join(shop.directory, 'tests/one.yaml')]);
    if (tested === undefined) throw new Error('nothing was tested');
    return tested;
  };
  /** Kinds and lines of what was not met; what could not be read, with its places. */
  const outcome = async (body: string): Promise<string[]> => {
    const tested = await run(body);
    return tested.status === 'unreadable'
      ? tested.problems.map(({ line, column, message, suggestion }) =>
          [`${line}:${column} ${message}`, suggestion].filter((part) => part !== undefined).join(' -> '),
        )
      : tested.result.failures.map(({ kind, place }) => `${kind} ${place.line}`);
  };

  it('passes where messages, facts, absences and the state are as expected', async () => {
    expect(
      await outcome(`customers:
  ann: { ${LAPSING}, arms: { win-back: offer } }
timeline:
  - { at: '2026-01-04', kind: expect, messages: [{ campaign: win-back, step: first, at: '2026-01-03T10:00' }], state: { stage: lapsed, tier: mid, journeys: [{ campaign: win-back, step: a-week, variant: offer }] } }
  - { after: 1d, kind: message.clicked, campaign: win-back, step: first }
  - { after: 1d, kind: order.placed, total: 30 }
until: '2026-03-01'
expect:
  - messages: []
    facts: [{ kind: campaign.exited, reason: exit-event, at: '2026-01-06' }, { kind: order.attributed, touch: click }]
    no: [{ kind: message.requested }, { kind: campaign.refused }]
`),
    ).toEqual([]);
  });

  it('says at which line what was expected and what was instead, with all that happened', async () => {
    const tested = await run(`customers:
  ann: { ${LAPSING}, arms: { win-back: offer } }
until: '2026-02-01'
expect:
  - messages:
      - { campaign: win-back, step: first, at: '2026-01-03T10:00' }
      - { campaign: win-back, step: second, at: '2026-01-11T10:00' }
    facts: [{ kind: campaign.entered, variant: story }]
    no: [{ kind: campaign.exited, reason: finished }]
    state: { stage: active }
`);
    expect(testResult([tested])).toMatchObject({
      scenarios: 1,
      failed: 1,
      files: [
        {
          passed: false,
          failures: [
            { kind: 'messages', line: 8, customer: 'ann' },
            { kind: 'missing-fact', line: 11, nearest: { differs: ['variant'] } },
            { kind: 'unwanted-fact', line: 12 },
            { kind: 'state', line: 13, expected: 'active', happened: 'lapsed' },
          ],
        },
      ],
    });
    const lines = testLines([tested]).join('\n');
    expect(lines).toMatch(/^FAIL .*one\.yaml {2}A test\.$/m);
    expect(lines).toMatch(
      /one\.yaml:8:5: ann, at 2026-02-01 00:00: expected 2 messages, and there were 2 messages$/m,
    );
    expect(lines).toMatch(/^ +- message\.requested win-back\/second at 2026-01-11 10:00$/m);
    expect(lines).toMatch(
      /^ +\+ 2026-01-10 10:00 message\.requested win-back\/second .*offer \{ percent 10 \}/m,
    );
    expect(lines).toMatch(/it differs in variant$/m);
    expect(lines).toMatch(/^ +What happened to ann, with the id ann-\d+ \(times of UTC\):$/m);
    expect(lines).toMatch(/^ +2026-01-03 10:00 {2}stage\.changed at-risk -> lapsed/m);
    expect(lines).toMatch(/1 scenario, 1 not as expected\.$/);
  });

  it('holds nobody out unless asked, and finds a customer for each arm', async () => {
    const customers = Array.from({ length: 30 }, (_, index) => `  c${index}: { ${LAPSING} }`).join('\n');
    const entered = Array.from(
      { length: 30 },
      (_, index) => `  - { customer: c${index}, facts: [{ kind: campaign.entered }] }`,
    ).join('\n');
    expect(await outcome(`customers:\n${customers}\nuntil: '2026-01-05'\nexpect:\n${entered}\n`)).toEqual([]);
    expect(
      await outcome(`customers:
  out: { ${LAPSING}, arms: { win-back: holdout } }
  story: { ${LAPSING}, arms: { win-back: story } }
until: '2026-01-05'
expect:
  - { customer: out, messages: [], facts: [{ kind: campaign.held-out, group: holdout }] }
  - { customer: story, messages: [{ campaign: win-back, variant: story }] }
`),
    ).toEqual([]);
  });

  it('lets a campaign be paused, resumed, stopped and published', async () => {
    const message = (step: string, at: string) =>
      `{ campaign: win-back, step: ${step}, at: '2026-01-${at}T10:00' }`;
    expect(
      await outcome(`customers: { ann: { ${LAPSING} } }
timeline:
  - { at: '2026-01-04T10:00', kind: pause, campaign: win-back }
  - { at: '2026-01-15T10:00', kind: resume, campaign: win-back }
until: '2026-02-01'
expect: [{ messages: [${message('first', '03')}, ${message('second', '15')}] }]
`),
    ).toEqual([]);
    expect(
      await outcome(`customers: { ann: { ${LAPSING} } }
timeline: [{ at: '2026-01-04T10:00', kind: stop, campaign: win-back }]
until: '2026-02-01'
expect: [{ messages: [${message('first', '03')}], facts: [{ kind: campaign.exited, reason: stopped }] }]
`),
    ).toEqual([]);
    expect(
      await outcome(`customers: { ann: { ${LAPSING} } }
timeline: [{ at: '2026-01-04T10:00', kind: publish, campaign: win-back }]
until: '2026-02-01'
expect: [{ messages: [], no: [{ kind: campaign.entered }] }]
`),
    ).toEqual([]);
  });

  it('goes on by files that are edited on the way', async () => {
    await shop.write('tests/shorter.txt', WIN_BACK.replace('name: a-week', 'name: some-days'));
    const edited = (expected: string) => `customers: { ann: { ${LAPSING} } }
timeline: [{ at: '2026-01-04T10:00', kind: edit, file: campaigns/win-back.yaml, with: tests/shorter.txt }]
until: '2026-02-01'
expect: [{ facts: [{ kind: campaign.exited, ${expected} }] }]
`;
    expect(await outcome(edited('reason: step-removed, step: a-week'))).toEqual([]);
    expect(await outcome(edited('reason: finished'))).toEqual(['missing-fact 7']);
  });

  it('fails where a message is clicked that was never sent', async () => {
    expect(
      await outcome(`customers: { ann: { ${LAPSING} } }
timeline:
  - { kind: message.clicked, campaign: win-back, step: first }
`),
    ).toEqual(['nothing-sent 6']);
  });

  it.each([
    [
      'a customer that is not there',
      `timeline: [{ kind: case.opened, customer: anne, caseId: a }]`,
      '5:43 there is no customer "anne" -> ann',
    ],
    [
      'a campaign that is not there',
      `timeline: [{ kind: pause, campaign: win-bak }]`,
      '5:37 there is no campaign "win-bak" -> win-back',
    ],
    [
      'a step that is not there',
      `expect: [{ messages: [{ campaign: win-back, step: frist }] }]`,
      '5:51 there is no step of win-back "frist" -> first',
    ],
    [
      'a kind of event that is not there',
      `timeline: [{ kind: order.plced, total: 3 }]`,
      '5:20 "order.plced" is not known here -> order.placed',
    ],
    [
      'a fact that is not there',
      `expect: [{ no: [{ kind: campaign.enterd }] }]`,
      '5:25 there is no fact "campaign.enterd" -> campaign.entered',
    ],
    [
      'a field that a fact does not have',
      `expect: [{ no: [{ kind: campaign.entered, varient: a }] }]`,
      '5:52 there is no field of campaign.entered "varient" -> variant',
    ],
    [
      'time that runs backwards',
      `timeline: [{ at: '2025-01-01', kind: case.opened, caseId: a }]`,
      '5:12 this is before the entry above it; put them in order of time',
    ],
    [
      'two times for one thing',
      `timeline: [{ at: '2026-01-02', after: 1d, kind: case.opened, caseId: a }]`,
      '5:12 give "at" or "after", not both',
    ],
    ['a day that there is not', `until: '2026-02-30'`, '5:8 there is no such time as 2026-02-30'],
    [
      'an end before the end',
      `timeline: [{ after: 3d, kind: case.opened, caseId: a }]\nuntil: '2026-01-02'`,
      '6:8 the last entry of the timeline is after it',
    ],
    [
      'too many decimals',
      `timeline: [{ kind: order.placed, total: 1.234 }]`,
      `5:41 1.234 has too many decimals; the shop's currency has 2 decimals`,
    ],
    [
      'an edit to a file that is not there',
      `timeline: [{ kind: edit, file: campaigns/win-back.yaml, with: elsewhere/x.txt }]`,
      "5:63 there is no file elsewhere/x.txt in the shop's folder",
    ],
  ])('refuses %s, at its place', async (_what, rest, expected) => {
    const found = await outcome(`customers: { ann: { ${LAPSING} } }\n${rest}\n`);
    expect(found).toEqual([expected]);
  });

  it('refuses an arm that a campaign does not have, and a history that is not before the start', async () => {
    expect(await outcome(`customers: { ann: { arms: { win-back: storry } } }\n`)).toEqual([
      '4:39 there is no arm of win-back "storry" -> story',
    ]);
    expect(
      await outcome(
        `customers: { ann: { history: [{ at: '2026-05-01', kind: order.placed, total: 1 }] } }\n`,
      ),
    ).toEqual(['4:37 a history ends before the clock starts']);
  });

  it('runs every file of the tests folder, and says so where there is none', async () => {
    await using empty = await oneCampaignShop();
    await expect(testShop(empty.directory, [])).rejects.toMatchObject({ code: 'SCENARIO.NONE' });
    await empty.write('tests/a.yaml', `${HEAD}customers: { ann: {} }\n`);
    await empty.write('tests/b.yaml', 'description: 3\n');
    const tested = await testShop(empty.directory, []);
    expect(tested.map(({ status }) => status)).toEqual(['ran', 'unreadable']);
    await expect(testShop(empty.directory, ['/nowhere.yaml'])).rejects.toMatchObject({
      code: 'SCENARIO.NO_FILE',
    });
  });
});
