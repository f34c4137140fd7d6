import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkShop, loadShop } from '../../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { copyShop, LETTER_SHOP, type ShopCopy } from '../../../support/shop-copy.ts';

async function problemsAfter(edit: (shop: ShopCopy) => Promise<void>) {
  await using shop = await copyShop(LETTER_SHOP);
  await edit(shop);
  const { problems } = await checkShop(shop.directory);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/`, ''));
}

const FOLDER = 'templates/win-back';

describe('readTemplates', () => {
  it('makes HTML with its Liquid left in it, and a text part, in each language', async () => {
    const { templates } = await loadShop(LETTER_SHOP);
    const english = templates['win-back']?.en?.email;
    const chinese = templates['win-back']?.['zh-CN']?.email;
    expect(english?.subject).toContain('{{ customer.name }}, your');
    expect(english?.html).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(chinese?.html).toMatch(/^<!doctype html>\n<html lang="zh-CN"/);
    expect(english?.html).toContain('href="{{ unsubscribeUrl }}"');
    expect(english?.html).toContain('{{ customer.name | default: "tea friend" }}');
    expect(english?.html).toContain('prefers-color-scheme: dark');
    for (const part of Object.values({ ...english, ...chinese })) expect(part).not.toMatch(/\{\{\s*t\./);
    expect(english?.html).not.toMatch(/<mj-|fonts\.googleapis/);
    expect(english?.text).toContain('Unsubscribe <{{ unsubscribeUrl }}>');
    expect(chinese?.text).toContain('看看新到的好物 <https://kettleandcrane.example/new>');
    expect(english?.text).not.toMatch(/<(?!\{\{|https:)/);
    expect(english?.text).not.toContain(english?.preheader ?? '?');
  });

  it('escapes what a marketer writes, and keeps the Liquid in it', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    await shop.edit(
      `${FOLDER}/en.yaml`,
      'title: Your cup is waiting',
      `title: 'Cups < 5" & {{ shop.name | append: " <3" }}'`,
    );
    const { templates } = await loadShop(shop.directory);
    const english = templates['win-back']?.en?.email;
    expect(english?.html).toContain('>Cups &lt; 5&quot; &amp; {{ shop.name | append: " <3" }}<');
    expect(english?.text).toContain('Cups < 5" & {{ shop.name | append: " <3" }}');
  });

  it('takes a text part of the marketer’s own', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    const text = '{{ t.hero.title }} & Co\n{{ unsubscribeUrl }}\n{{ shop.postalAddress }}\n';
    await shop.write(`${FOLDER}/text.liquid`, text);
    const { templates } = await loadShop(shop.directory);
    expect(templates['win-back']?.en?.email?.text).toBe(
      'Your cup is waiting & Co\n{{ unsubscribeUrl }}\nKettle & Crane, 48 Harbor Street, Portland, ME 04101, USA\n',
    );
  });

  it('fills what is the same in every mail already, and never makes Liquid of it', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    expect((await loadShop(shop.directory)).templates['win-back']?.en?.email?.html).toContain(
      '>Kettle &amp; Crane</a>',
    );
    await shop.edit('shop.yaml', 'name: Kettle & Crane', "name: 'A {{ b }} C'");
    expect((await loadShop(shop.directory)).templates['win-back']?.en?.email?.html).toContain(
      '>{{ shop.name }}</a>',
    );
  });

  it('compiles the same with a cache, and again when a shared part changes', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    const options = { cacheDirectory: join(shop.directory, '../cache') };
    const html = async () => (await loadShop(shop.directory, options)).templates['win-back']?.en?.email?.html;
    const first = await html();
    expect(await html()).toBe(first);
    await shop.edit('templates/_shared/header.mjml', 'padding="32px 0 20px"', 'padding="33px 0 20px"');
    expect(await html()).not.toBe(first);
  });

  it.each([
    [
      'en.yaml',
      'button: See what is new',
      'buton: See what is new',
      [
        'templates/win-back/en.yaml:1:1: missing text "hero.button", which templates/win-back/email.mjml:16:72 wants',
        'templates/win-back/en.yaml:15:3: nothing in this template wants the text "hero.buton"; did you mean "hero.button"?',
      ],
    ],
    [
      'en.yaml',
      'preheader: The',
      'prehaeder: The',
      ['templates/win-back/en.yaml:3:1: missing field "preheader"'],
    ],
    [
      'en.yaml',
      '{{ customer.name | default: "tea friend" }}',
      '{{ customer.nmae | default: "tea friend" }}',
      ['templates/win-back/en.yaml:9:23: unknown slot "customer.nmae"; did you mean "customer.name"?'],
    ],
    [
      'en.yaml',
      '{{ customer.name | default: "tea friend" }}',
      '{{ customer.name }}',
      [
        'templates/win-back/en.yaml:9:23: customer.name may be empty; give it a default, or put it within an if',
      ],
    ],
    [
      'en.yaml',
      '{{ customer.name | default: "tea friend" }}',
      '{{ customer.name | defualt: "tea friend" }}',
      ['templates/win-back/en.yaml:9:20: not valid Liquid: undefined filter: defualt'],
    ],
    [
      'en.yaml',
      'parcel\n    left our shop.{% else %}',
      'parcel\n    left our shop.{% esle %}',
      ['templates/win-back/en.yaml:12:19: not valid Liquid: tag "esle" not found'],
    ],
    [
      'zh-CN.yaml',
      '{{ shop.name }} 全体',
      '{{ shop.nam }} 全体',
      ['templates/win-back/zh-CN.yaml:30:16: unknown slot "shop.nam"; did you mean "shop.name"?'],
    ],
    [
      'email.mjml',
      'padding-bottom="8px"',
      'padding-botom="8px"',
      ['templates/win-back/email.mjml:12:9: Attribute padding-botom is illegal'],
    ],
    [
      'email.mjml',
      '</mj-column>',
      '',
      ['templates/win-back/email.mjml:11:7: <mj-column> is not closed; write </mj-column> where it ends'],
    ],
    [
      'email.mjml',
      '</mj-body>',
      '</mj-section></mj-body>',
      ['templates/win-back/email.mjml:6:3: <mj-body> is not closed; write </mj-body> where it ends'],
    ],
    [
      'email.mjml',
      '_shared/footer.mjml',
      '_shared/foter.mjml',
      [
        'templates/win-back/email.mjml:32:23: there is no file templates/_shared/foter.mjml; did you mean "../_shared/footer.mjml"?',
      ],
    ],
    [
      'email.mjml',
      '{{ t.signature }}',
      '{{ t.signature | upcase }}',
      ['templates/win-back/email.mjml:28:38: texts can only be put in whole, as {{ t.signature }}'],
    ],
    [
      'email.mjml',
      '    <mj-include path="../_shared/footer.mjml" />\n',
      '',
      [
        'templates/win-back/email.mjml:1:1: the mail has no link to {{ unsubscribeUrl }}, which the law wants',
        'templates/win-back/email.mjml:1:1: the mail does not show {{ shop.postalAddress }}, which the law wants',
      ],
    ],
  ])('finds in %s, "%s" made "%s"', async (file, from, to, expected) => {
    const problems = await problemsAfter((shop) => shop.edit(`${FOLDER}/${file}`, from, to));
    expect(problems).toEqual(expected);
  });

  it('finds what is wrong in a shared part', async () => {
    const problems = await problemsAfter(async (shop) => {
      await shop.edit('templates/_shared/header.mjml', 'align="center"', 'algin="center"');
      await shop.edit('templates/_shared/en.yaml', '{{ shop.name }}', '{{ shop.anme }}');
    });
    expect(problems).toEqual([
      'templates/_shared/en.yaml:4:61: unknown slot "shop.anme"; did you mean "shop.name"?',
      'templates/_shared/header.mjml:3:5: Attribute algin is illegal',
    ]);
  });

  it('misses the texts of the shop’s own language, and a template without a mail', async () => {
    const problems = await problemsAfter(async (shop) => {
      await shop.remove(`${FOLDER}/en.yaml`);
      await shop.remove(`${FOLDER}/email.mjml`);
    });
    expect(problems).toEqual([
      'templates/win-back/email.mjml:1:1: this file is missing; a template needs it, or a text message: a text "sms" in each language',
      "templates/win-back/en.yaml:1:1: the texts in the shop's own language, en, are missing",
    ]);
  });

  it('takes no file of texts that is not named after a language', async () => {
    const problems = await problemsAfter(async (shop) => {
      const english = await readFile(join(shop.directory, `${FOLDER}/en.yaml`), 'utf8');
      await shop.write(`${FOLDER}/zh_TW.yaml`, english);
    });
    expect(problems).toContain(
      'templates/win-back/zh_TW.yaml:1:1: "zh_TW" is not a BCP 47 language tag; did you mean "zh-TW"?',
    );
  });

  it('does not let a template read files or print unescaped', async () => {
    const problems = await problemsAfter(async (shop) => {
      await shop.edit(
        `${FOLDER}/email.mjml`,
        '{{ t.signature }}',
        '{{ shop.name | raw }}{% render "/etc/passwd" %}',
      );
    });
    expect(problems).toContainEqual(expect.stringContaining('undefined filter: raw'));
  });
});
