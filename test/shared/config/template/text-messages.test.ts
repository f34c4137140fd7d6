import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkShop, loadShop } from '../../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { copyShop, LETTER_SHOP, type ShopCopy } from '../../../support/shop-copy.ts';

/** A shop with one more template, `ping`, of the files of texts given. */
async function shopWith(texts: Readonly<Record<string, string>>): Promise<ShopCopy> {
  const shop = await copyShop(LETTER_SHOP);
  await mkdir(join(shop.directory, 'templates/ping'));
  for (const [locale, content] of Object.entries(texts))
    await shop.write(`templates/ping/${locale}.yaml`, content);
  return shop;
}

async function problemsIn(shop: ShopCopy): Promise<readonly string[]> {
  const { problems } = await checkShop(shop.directory);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/templates/`, ''));
}

const problemsWith = async (texts: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  await using shop = await shopWith(texts);
  return await problemsIn(shop);
};

const HELLO = 'sms: "{{ shop.name }}: hello {{ customer.name | default: \'friend\' }}. Reply STOP to end."\n';

describe('a text message', () => {
  it('is all that a template needs to have', async () => {
    await using shop = await shopWith({ en: HELLO, 'zh-CN': 'sms: 【{{ shop.name }}】您好，拒收请回复R\n' });
    const { templates } = await loadShop(shop.directory);
    expect(templates.ping).toEqual({
      en: { sms: "Kettle & Crane: hello {{ customer.name | default: 'friend' }}. Reply STOP to end." },
      'zh-CN': { sms: '【Kettle & Crane】您好，拒收请回复R' },
    });
  });

  it('may stand beside a mail', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    for (const locale of ['en', 'zh-CN'])
      await shop.edit(
        `templates/win-back/${locale}.yaml`,
        'preheader:',
        'sms: Tea {{ unsubscribeUrl }}\npreheader:',
      );
    const { templates } = await loadShop(shop.directory);
    expect(templates['win-back']?.en?.sms).toBe('Tea {{ unsubscribeUrl }}');
    expect(templates['win-back']?.en?.email?.subject).toContain('cup is waiting');
  });

  it.each([
    [
      'an unknown slot',
      '{{ customer.nmae }}',
      '1:10: unknown slot "customer.nmae"; did you mean "customer.name"?',
    ],
    [
      'a slot that may be empty',
      '{{ customer.name }}',
      '1:10: customer.name may be empty; give it a default, or put it within an if',
    ],
    ['another text', 'Hi {{ t.hero }}', '1:6: a text cannot hold another text; write out {{ t.hero }}'],
  ])('is refused for %s', async (_, text, expected) => {
    expect(await problemsWith({ en: `sms: '${text}'\n` })).toEqual([`ping/en.yaml:${expected}`]);
  });

  it('is refused beyond four parts, as its longest customer would get it, with the way out that is added', async () => {
    const added = ' Reply STOP to opt out'.length;
    const four = 'x'.repeat(153 * 4 - 'Ada <Lin> & Co'.length - added);
    const sms = (text: string) => ({ en: `sms: '{{ customer.name | default: "you" }}${text}'\n` });
    expect(await problemsWith(sms(four))).toEqual([]);
    expect(await problemsWith(sms(`${four}x`))).toEqual([
      'ping/en.yaml:1:1: the text message takes up to 5 parts (gsm-7), and 4 is the most; shorten it, or raise maxParts in sms.yaml',
    ]);
    expect(await problemsWith(sms('茶'.repeat(300)))).toContainEqual(
      expect.stringContaining('5 parts (ucs-2)'),
    );
  });

  it('goes without a subject', async () => {
    expect(await problemsWith({ en: `${HELLO}subject: Hi\n` })).toEqual([
      'ping/en.yaml:2:1: nothing in this template wants the text "subject"',
    ]);
  });

  it('is there in the shop’s own language', async () => {
    const mail = await shopWith({ 'zh-CN': HELLO, en: 'title: Hello\n' });
    await using shop = mail;
    expect(await problemsIn(shop)).toContainEqual('ping/en.yaml:1:1: missing field "sms"');
    await using other = await copyShop(LETTER_SHOP);
    await other.edit('templates/win-back/zh-CN.yaml', 'preheader:', 'sms: 您好\npreheader:');
    expect(await problemsIn(other)).toEqual(['win-back/en.yaml:1:1: missing text "sms": zh-CN.yaml has one']);
  });

  it('is there where a campaign sends it, and so is a mail', async () => {
    await using shop = await shopWith({ en: HELLO });
    const step = (name: string, channel: string, template: string) =>
      `  - { kind: send, name: ${name}, channel: ${channel}, template: ${template} }\n`;
    const steps = step('text', 'sms', 'win-back') + step('mail', 'email', 'ping');
    await shop.write('campaigns/win-back.yaml', `trigger: { kind: enters, stage: lapsed }\nsteps:\n${steps}`);
    expect(await problemsIn(shop)).toEqual([
      'ping/email.mjml:1:1: this file is missing; step "mail" of campaign "win-back" sends it by e-mail',
      'win-back/en.yaml:1:1: missing text "sms": step "text" of campaign "win-back" sends it',
    ]);
  });
});

describe('the languages of a shop', () => {
  it('are asked of every template only where shop.yaml names them', async () => {
    await using shop = await shopWith({ en: HELLO });
    expect(await problemsIn(shop)).toEqual([]);
    await shop.edit('shop.yaml', 'locale: en', 'locale: en\nlocales: [en, zh-CN]');
    expect(await problemsIn(shop)).toEqual([
      'ping/zh-CN.yaml:1:1: the texts in a language that shop.yaml names, zh-CN, are missing',
    ]);
    await shop.write('templates/ping/zh-CN.yaml', 'sms: 您好\n');
    expect(await problemsIn(shop)).toEqual([]);
  });
});
