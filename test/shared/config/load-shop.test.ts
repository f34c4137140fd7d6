import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkShop, loadShop } from '../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { rfmGroupNames } from '../../../shared/domain/segment/rfm-groups.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import { copyShop, type ShopCopy } from '../../support/shop-copy.ts';

const RULES_ONLY = { templates: false } as const;

const WIN_BACK = `# yaml-language-server: $schema=../.schemas/campaign.json
description: One friendly mail to mid-tier customers half a year after their last order.

trigger:
  kind: enters
  stage: lapsed

# Head customers get a call instead; for the tail a mail costs more than it brings.
audience: tier == "mid"

# Whoever lapses again within half a year of this mail does not get it again.
reentry: { afterDays: 180 }

steps:
  - name: send-email
    kind: send
    channel: email
    template: win-back
    expiresAfter: 3d
`;

/** The example shop with one short campaign. */
async function copyShopWithWinBack(): Promise<ShopCopy> {
  const shop = await copyShop();
  await shop.remove('campaigns');
  await mkdir(join(shop.directory, 'campaigns'));
  await shop.write('campaigns/win-back.yaml', WIN_BACK);
  return shop;
}

/** The problems of that shop after `edit`, as a person sees them, by file within the shop. */
async function problemsAfter(edit: (shop: ShopCopy) => Promise<void>, options: { templates?: boolean } = {}) {
  await using shop = await copyShopWithWinBack();
  await edit(shop);
  const { problems } = await checkShop(shop.directory, options);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/`, ''));
}

describe('loadShop', () => {
  it('compiles the example shop into rules that survive JSON', async () => {
    const { rules, templates } = await loadShop('shop');
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
    expect(rules).toMatchObject({
      version: expect.stringMatching(/^[0-9a-f]{16}$/),
      shop: { name: 'Kettle & Crane', currency: 'USD', locale: 'en', timeZone: 'America/New_York' },
      rfm: {
        cutPoints: { recency: 'fixed', frequency: 'learned', monetary: 'learned' },
        recencyDays: [30, 90, 180, 365],
        monetaryMinor: [2500, 6000, 12_000, 40_000],
      },
      tiers: {
        windowDays: 365,
        headMinor: 40_000,
        midMinor: 12_000,
        share: { head: 0.2, mid: 0.4 },
        hysteresis: 0.1,
        highOccasions: 6,
        midOccasions: 3,
        occasionsSlack: 1,
      },
      needs: { minimumOrders: 3, discountShare: 0.6, affinityHalfLifeDays: 90 },
      prediction: { model: 'mbg-nbd', unitDays: 7, horizonDays: 365, gates: { customers: 500 } },
      lifecycle: { newDays: 30, loyalOccasions: 4, atRiskDays: 90, lapsedDays: 180, wonBackDays: 60 },
    });
    expect(rules.campaigns.length).toBeGreaterThanOrEqual(12);
    expect(rules.campaigns.map(({ name }) => name)).toContain('win-back');
    expect(rules.sending.quietHours.sms).toContainEqual({ fromMinute: 1260, toMinute: 540 });
    expect(rules.sending.costs).toEqual({ email: 0.0001, sms: 0.008 });
    expect(rules.experiments).toMatchObject({ salt: '2026', confidence: 0.95 });
    expect(rules.segments).toContainEqual({
      name: 'nearly-head',
      description: 'Mid-tier customers who spent 150 or more within the year.',
      condition: 'tier == "mid" && valueInWindow >= 150',
    });
    expect(rfmGroupNames(rules.rfm.groups).size).toBe(125);
    expect(Object.keys(templates['win-back'] ?? {})).toEqual(['en', 'zh-CN']);
  });

  it('has the same rules without the files that a shop may leave out, but for what those say', async () => {
    await using shop = await copyShopWithWinBack();
    const { rules } = await loadShop(shop.directory, RULES_ONLY);
    const files = ['needs', 'calibration', 'segments', 'calendar', 'sending', 'experiments'];
    for (const file of files) await shop.remove(`${file}.yaml`);
    const without = (await loadShop(shop.directory, RULES_ONLY)).rules;
    expect(without).toEqual({
      ...rules,
      version: without.version,
      segments: [],
      sending: {
        quietHours: { email: [], sms: [{ fromMinute: 1260, toMinute: 480 }] },
        caps: [],
        costs: { email: 0, sms: 0 },
      },
      experiments: { controlPercent: 0, salt: 'perennial', confidence: 0.95 },
    });
  });

  it('takes files as short as they may be, with the values that the example shop writes out', async () => {
    await using shop = await copyShop();
    const { rules } = await loadShop(shop.directory, RULES_ONLY);
    await shop.write('rfm.yaml', 'monetary: [25, 60, 120, 400]\ncutPoints: { recency: fixed }');
    await shop.write('tiers.yaml', 'value: { head: 400, mid: 120 }');
    for (const file of ['lifecycle.yaml', 'needs.yaml', 'calibration.yaml'])
      await shop.write(file, '# all as usual');
    const short = (await loadShop(shop.directory, RULES_ONLY)).rules;
    expect(short).toEqual({ ...rules, version: short.version });
  });

  it('learns no tier thresholds where they are amounts, and keeps a single day without slack', async () => {
    await using shop = await copyShop();
    await shop.write(
      'tiers.yaml',
      'value: { by: amount, head: 400, mid: 120, hysteresis: 0 }\nfrequency: { high: 2, mid: 1 }',
    );
    await shop.write('lifecycle.yaml', 'model: {}');
    await shop.write('calibration.yaml', 'unit: day');
    const { rules } = await loadShop(shop.directory, RULES_ONLY);
    expect(rules.tiers).toEqual({
      windowDays: 365,
      headMinor: 40_000,
      midMinor: 12_000,
      hysteresis: 0,
      highOccasions: 2,
      midOccasions: 1,
      occasionsSlack: 0,
    });
    expect(rules.lifecycle.model).toEqual({ atRiskBelow: 0.5, lapsedBelow: 0.2 });
    expect(rules.prediction.unitDays).toBe(1);
  });

  it('leaves the templates out when told so', async () => {
    expect((await loadShop('shop', RULES_ONLY)).templates).toEqual({});
  });

  it('has another version when any file but a scenario changes, and the same when none does', async () => {
    await using shop = await copyShop();
    const version = async () => (await loadShop(shop.directory, RULES_ONLY)).rules.version;
    const before = await version();
    expect(await version()).toBe(before);
    await shop.write('.hidden', 'not a file of the shop');
    await shop.write('tests/another.yaml', 'description: changes no rules');
    expect(await version()).toBe(before);
    await shop.edit('templates/win-back/en.yaml', 'See what is new', 'See what is here');
    expect(await version()).not.toBe(before);
  });

  it('counts amounts in the minor units of the currency', async () => {
    await using shop = await copyShop();
    await shop.edit('shop.yaml', 'currency: USD', 'currency: JPY');
    await shop.edit('shop.yaml', '  JPY: 0.0066\n', '');
    await shop.edit('tiers.yaml', 'head: 400.00', 'head: "40000.00"');
    await shop.edit('tiers.yaml', 'mid: 120.00', 'mid: 12000');
    const { rules } = await loadShop(shop.directory, RULES_ONLY);
    expect(rules.tiers).toMatchObject({ headMinor: 40_000, midMinor: 12_000 });
  });

  it('throws one error with every problem of every file', async () => {
    await using shop = await copyShopWithWinBack();
    await shop.edit('campaigns/win-back.yaml', 'stage: lapsed', 'stgae: lapsed');
    await shop.edit('shop.yaml', 'currency: USD', 'currency: USB');
    await shop.remove('rfm.yaml');
    const error = await loadShop(shop.directory, RULES_ONLY).catch((thrown: unknown) => thrown);
    if (!(error instanceof PerennialError)) throw error;
    expect(error.code).toBe('SHOP.INVALID');
    expect(error.message.replaceAll(`${shop.directory}/`, '').split('\n')).toEqual([
      'campaigns/win-back.yaml:6:3: unknown field "stgae"; did you mean "stage"?',
      'rfm.yaml:1:1: this file is missing; the shop needs it',
      'shop.yaml:11:11: "USB" is not an ISO 4217 currency code; did you mean "USD"?',
    ]);
    expect(error.details.problems).toHaveLength(3);
    expect(error.details.problems).toContainEqual({
      file: join(shop.directory, 'campaigns/win-back.yaml'),
      line: 6,
      column: 3,
      path: 'trigger.stgae',
      message: 'unknown field "stgae"',
      suggestion: 'stage',
    });
  });

  it('says so when there is no such folder', async () => {
    const { problems, bundle } = await checkShop('no-such-shop');
    expect(problems.map(formatShopProblem)).toEqual([
      'no-such-shop:1:1: there is no such folder; give the folder that holds shop.yaml',
    ]);
    expect(bundle).toBeUndefined();
  });

  it('names files from the working directory', async () => {
    await using shop = await copyShop();
    await shop.remove('rfm.yaml');
    const { problems } = await checkShop(shop.directory, RULES_ONLY);
    expect(problems.map(({ file }) => file)).toEqual([join(shop.directory, 'rfm.yaml')]);
  });

  it.each([
    [
      'shop.yaml',
      'timeZone: America/New_York',
      'timeZone: America/New_Yrok',
      'shop.yaml:19:11: "America/New_Yrok" is not an IANA time zone; did you mean "America/New_York"?',
    ],
    [
      'shop.yaml',
      'timeZone: America/New_York',
      'timeZone: "+08:00"',
      'shop.yaml:19:11: "+08:00" is not an IANA time zone, such as "Europe/London"',
    ],
    [
      'shop.yaml',
      'locale: en',
      'locale: en_us',
      'shop.yaml:22:9: "en_us" is not a BCP 47 language tag; did you mean "en-US"?',
    ],
    [
      'shop.yaml',
      'locale: en',
      'locale: english',
      'shop.yaml:22:9: "english" is not a BCP 47 language tag, such as "en" or "zh-CN"',
    ],
    [
      'shop.yaml',
      '  GBP: 1.27',
      '  GPB: 1.27',
      'shop.yaml:13:3: "GPB" is not an ISO 4217 currency code; did you mean "GBP"?',
    ],
    [
      'shop.yaml',
      '  GBP: 1.27',
      '  USD: 1.27',
      "shop.yaml:13:8: USD is the shop's own currency, it has no exchange rate; remove it",
    ],
    ['shop.yaml', '  GBP: 1.27', '  GBP: -1', 'shop.yaml:13:8: must be more than 0, not -1'],
    ['shop.yaml', 'name: Kettle & Crane\n', '', 'shop.yaml:4:1: missing field "name"'],
    ['shop.yaml', 'name: Kettle & Crane\n', 'name:\n', 'shop.yaml:4:1: must be text, not empty'],
    [
      'shop.yaml',
      'locale: en',
      'locale: en\nlocale: zh-CN',
      'shop.yaml:23:1: this field is given twice; remove one',
    ],
    ['shop.yaml', 'website: https', 'website: ftp', 'shop.yaml:6:10: '],
    [
      'tiers.yaml',
      'windowDays: 365',
      'windowDays: 36.5',
      'tiers.yaml:5:13: must be a whole number, not 36.5',
    ],
    [
      'tiers.yaml',
      'windowDays: 365',
      'windowDays: a year',
      'tiers.yaml:5:13: must be a number, not "a year"',
    ],
    ['tiers.yaml', 'head: 400.00', 'head: 100', 'tiers.yaml:14:9: head must be more than mid, which is 120'],
    [
      'tiers.yaml',
      'head: 400.00',
      'head: 400.005',
      "tiers.yaml:14:9: 400.005 has too many decimals; the shop's currency has 2 decimals",
    ],
    [
      'tiers.yaml',
      'head: 400.00',
      'head: $400',
      'tiers.yaml:14:9: must be an amount such as 150 or "150.00", at most 1000000000',
    ],
    ['tiers.yaml', '  high: 6', '  high: 2', 'tiers.yaml:21:9: high must be more than mid, which is 3'],
    ['tiers.yaml', 'value:\n', 'values:\n', 'tiers.yaml:10:1: unknown field "values"; did you mean "value"?'],
    [
      'lifecycle.yaml',
      'lapsedDays: 180',
      'lapsedDays: 60',
      'lifecycle.yaml:12:13: must be more than atRiskDays, which is 90',
    ],
    ['lifecycle.yaml', 'newDays: 30', 'newDays: 0', 'lifecycle.yaml:5:10: must be at least 1, not 0'],
    [
      'lifecycle.yaml',
      'wonBackDays: 60',
      'wonbackdays: 60',
      'lifecycle.yaml:15:1: unknown field "wonbackdays"; did you mean "wonBackDays"?',
    ],
    [
      'rfm.yaml',
      '[30, 90, 180, 365]',
      '[30, 90, 90, 365]',
      'rfm.yaml:13:23: cut points must grow: 90 does not come after 90',
    ],
    [
      'rfm.yaml',
      '[30, 90, 180, 365]',
      '[30, 90, 180]',
      'rfm.yaml:13:14: must be a list of four numbers: they make five scores',
    ],
    [
      'rfm.yaml',
      '[25, 60, 120, 400]',
      '[25, 60, "12O", 400]',
      'rfm.yaml:19:20: must be an amount such as 150 or "150.00", at most 1000000000',
    ],
    ['rfm.yaml', '[25, 60, 120, 400]', '[25, 60, 120, 400', 'rfm.yaml:23:1: not valid YAML: '],
    [
      'rfm.yaml',
      'name: Champions, r: [5], f: [4, 5] }',
      'name: Champions, r: [5], f: [4], m: [1, 2, 3, 4] }',
      'rfm.yaml:23:1: no group holds the combination r 5, f 4, m 5 and 5 others',
    ],
    [
      'rfm.yaml',
      'name: Champions, r: [5], f: [4, 5] }',
      'name: Champions, r: [5], f: [4, 5], m: [2, 3, 4, 5] }\n  - { name: Wide, r: [5], f: [4], m: [1] }',
      'rfm.yaml:23:1: no group holds the combination r 5, f 5, m 1',
    ],
    [
      'rfm.yaml',
      'name: New, r: [4, 5], f: [1] }',
      'name: New, r: [4, 5], f: [1, 2], m: [5] }',
      'rfm.yaml:27:5: "New" and "Promising" both hold the combination r 4, f 2, m 5 and 1 other; each belongs to one',
    ],
    [
      'rfm.yaml',
      'name: Loyal',
      'name: Champions',
      'rfm.yaml:25:13: another group is named "Champions" already',
    ],
    ['rfm.yaml', 'r: [3], f: [1] }', 'r: [3], f: [1, 1] }', 'rfm.yaml:29:37: must not list a score twice'],
    ['rfm.yaml', 'r: [3], f: [1] }', 'r: [3], f: [0] }', 'rfm.yaml:29:38: must be at least 1, not 0'],
    [
      'rfm.yaml',
      'frequency: learned',
      'frequency: learnt',
      'rfm.yaml:9:14: must be learned or fixed, not "learnt"; did you mean "learned"?',
    ],
    [
      'tiers.yaml',
      'by: share',
      'by: amout',
      'tiers.yaml:11:7: must be share or amount, not "amout"; did you mean "amount"?',
    ],
    [
      'tiers.yaml',
      'midShare: 0.4',
      'midShare: 0.8',
      'tiers.yaml:13:13: must leave a rest for the tail: less than 0.8, as headShare is 0.2',
    ],
    ['tiers.yaml', 'slack: 1', 'slack: 3', 'tiers.yaml:23:10: must be less than mid, which is 3'],
    ['tiers.yaml', 'hysteresis: 0.1', 'hysteresis: 1', 'tiers.yaml:17:15: must be less than 1, not 1'],
    [
      'lifecycle.yaml',
      '# model: { atRiskBelow: 0.5, lapsedBelow: 0.2 }',
      'model: { atRiskBelow: 0.5, lapsedBelow: 0.5 }',
      'lifecycle.yaml:19:41: must be less than atRiskBelow, which is 0.5',
    ],
    [
      'needs.yaml',
      'fullPriceShare: 0.2',
      'fullPriceShare: 0.7',
      'needs.yaml:8:17: must be less than discountShare, which is 0.6',
    ],
    ['needs.yaml', 'repeatShare: 0.4', 'repeatShare: 40', 'needs.yaml:15:14: must be at most 1, not 40'],
    [
      'calibration.yaml',
      '  customers: 500',
      '  customer: 500',
      'calibration.yaml:10:3: unknown field "customer"; did you mean "customers"?',
    ],
    [
      'calibration.yaml',
      'model: mbg-nbd',
      'model: mbg-nbt',
      'calibration.yaml:5:8: must be bg-nbd or mbg-nbd, not "mbg-nbt"; did you mean "mbg-nbd"?',
    ],
    [
      'segments.yaml',
      '"worth-keeping" in',
      '"worth-kepping" in',
      'segments.yaml:28:37: segments.yaml has no segment "worth-kepping"; did you mean "worth-keeping"?',
    ],
    [
      'segments.yaml',
      'when: tier != "tail"',
      'when: tier != "tail" && "call-to-return" in segments',
      'segments.yaml:28:37: segments are defined by each other in a circle: worth-keeping -> call-to-return -> worth-keeping',
    ],
    [
      'segments.yaml',
      'when: tier != "tail"',
      'when: "worth-keeping" in segments || tier != "tail"',
      "segments.yaml:22:25: not valid YAML: text goes on after its closing quotation mark; put all of it between '...'",
    ],
    [
      'segments.yaml',
      'when: tier != "tail"',
      'when: !hasEmail && tier != "tail"',
      "segments.yaml:22:9: not valid YAML: put text that begins with ! between '...'",
    ],
    [
      'segments.yaml',
      'when: tier != "tail"',
      'when: \'"worth-keeping" in segments\' # tier != "tail"',
      'segments.yaml:22:10: segments are defined by each other in a circle: worth-keeping -> worth-keeping',
    ],
    [
      'segments.yaml',
      'nearly-head:',
      'Nearly head:',
      'segments.yaml:15:1: must be small letters, digits and single hyphens, such as "tea-lovers"',
    ],
    [
      'segments.yaml',
      'nearly-head:',
      'steady-waist:',
      'segments.yaml:15:1: this field is given twice; remove one',
    ],
    [
      'segments.yaml',
      'valueInWindow >= 150',
      'segments.exists(name, name == "vip")',
      'segments.yaml:17:26: a segment asks for another by its name: "name" in segments',
    ],
    [
      'segments.yaml',
      'valueInWindow >= 150',
      'rfmGroup == "Champion"',
      'segments.yaml:17:38: "Champion" is no rfmGroup; there are Champions, Loyal, ',
    ],
    [
      'campaigns/win-back.yaml',
      'audience: tier == "mid"',
      'audience: \'"nearly-haed" in segments\'',
      'campaigns/win-back.yaml:9:12: segments.yaml has no segment "nearly-haed"; did you mean "nearly-head"?',
    ],
    [
      'campaigns/win-back.yaml',
      'kind: enters',
      'kind: entrs',
      'campaigns/win-back.yaml:5:9: "entrs" is not known here; did you mean "enters"?',
    ],
    [
      'campaigns/win-back.yaml',
      'stage: lapsed',
      'stage: lasped',
      'campaigns/win-back.yaml:6:10: must be prospect, new, active, loyal, won-back, at-risk or lapsed, not "lasped"; did you mean "lapsed"?',
    ],
    [
      'campaigns/win-back.yaml',
      'tier == "mid"',
      'teir == "mid"',
      'campaigns/win-back.yaml:9:11: unknown field "teir"; did you mean "tier"?',
    ],
    [
      'campaigns/win-back.yaml',
      'tier == "mid"',
      'tier == "middle"',
      'campaigns/win-back.yaml:9:19: "middle" is no tier; there are head, mid, tail; did you mean "mid"?',
    ],
    [
      'campaigns/win-back.yaml',
      'audience: tier == "mid"',
      'audience: \'tier == "mid" && ordesr > 1\'',
      'campaigns/win-back.yaml:9:29: unknown field "ordesr"; did you mean "orders"?',
    ],
    [
      'campaigns/win-back.yaml',
      'audience: tier == "mid"',
      'audience: >-\n  tier == "mid" &&\n  ordesr > 1',
      'campaigns/win-back.yaml:11:3: unknown field "ordesr"; did you mean "orders"?',
    ],
    [
      'campaigns/win-back.yaml',
      'audience: tier == "mid"',
      'audience: |\n  tier == "mid"\n    && ordesr > 1',
      'campaigns/win-back.yaml:11:8: unknown field "ordesr"; did you mean "orders"?',
    ],
    [
      'campaigns/win-back.yaml',
      'template: win-back',
      'template: winback',
      'campaigns/win-back.yaml:18:15: there is no folder templates/winback; did you mean "win-back"?',
    ],
    [
      'campaigns/win-back.yaml',
      'kind: send',
      'kind: sned',
      'campaigns/win-back.yaml:16:11: "sned" is not known here; did you mean "send"?',
    ],
    [
      'campaigns/win-back.yaml',
      'channel: email',
      'chanel: email',
      'campaigns/win-back.yaml:17:5: unknown field "chanel"; did you mean "channel"?',
    ],
    [
      'campaigns/win-back.yaml',
      'channel: email',
      'channel: e-mail',
      'campaigns/win-back.yaml:17:14: must be email or sms, not "e-mail"; did you mean "email"?',
    ],
    [
      'campaigns/win-back.yaml',
      'name: send-email',
      'name: Send e-mail',
      'campaigns/win-back.yaml:15:11: must be small letters, digits and single hyphens, such as "first-mail"',
    ],
    [
      'campaigns/win-back.yaml',
      'reentry: { afterDays: 180 }',
      'reentry: half a year',
      'campaigns/win-back.yaml:12:10: must be once, always or { afterDays: 180 }',
    ],
    [
      'campaigns/win-back.yaml',
      'description: One',
      'description: One: a',
      'campaigns/win-back.yaml:2:14: not valid YAML: put text that holds ": " in quotation marks',
    ],
  ])('finds in %s, "%s" made "%s": %s', async (file, from, to, expected) => {
    const problems = await problemsAfter((shop) => shop.edit(file, from, to), RULES_ONLY);
    expect(problems).toContainEqual(expect.stringContaining(expected));
  });

  it('refuses two campaigns or two steps of one name', async () => {
    const step = '  - name: send-email\n    kind: send\n    channel: email\n    template: win-back\n';
    const problems = await problemsAfter(async (shop) => {
      await shop.edit('campaigns/win-back.yaml', 'steps:\n', `steps:\n${step}`);
      await shop.write(
        'campaigns/winter.yaml',
        `name: win-back\ntrigger: { kind: enters, stage: new }\nsteps:\n${step}`,
      );
    }, RULES_ONLY);
    expect(problems).toEqual([
      'campaigns/win-back.yaml:19:11: another step is named "send-email" already',
      'campaigns/winter.yaml:1:7: the name "win-back" is taken by campaigns/win-back.yaml',
    ]);
  });

  it('tells of files that nothing would read', async () => {
    const problems = await problemsAfter(async (shop) => {
      await shop.write('tier.yaml', 'windowDays: 30');
      await shop.write('campaigns/spring.yml', '{}');
      await mkdir(join(shop.directory, 'campaigns/2027'));
      await shop.write('campaigns/2027/summer.yaml', '{}');
      await shop.write('README.md', 'Our shop');
    }, RULES_ONLY);
    expect(problems).toEqual([
      'campaigns/2027/summer.yaml:1:1: campaigns are files in campaigns/ itself, not in folders in it',
      'campaigns/spring.yml:1:1: name it .yaml, so that there is one way to name files',
      'tier.yaml:1:1: nothing reads this file; did you mean "tiers.yaml"?',
    ]);
  });
});
