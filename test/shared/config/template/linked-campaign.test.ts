import { describe, expect, it } from 'vitest';
import { previewCampaign } from '../../../../shared/app/preview/preview-campaign.ts';
import { checkShop, loadShop } from '../../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import { copyShop, LETTER_SHOP } from '../../../support/shop-copy.ts';

const WEBSITE = 'website: https://kettleandcrane.example';

async function previewWith(settings: string, texts: readonly (readonly [string, string, string])[] = []) {
  await using shop = await copyShop(LETTER_SHOP);
  await shop.edit('shop.yaml', WEBSITE, `${WEBSITE}\n${settings}`);
  for (const [file, from, to] of texts) await shop.edit(file, from, to);
  const { rules, templates } = await loadShop(shop.directory);
  const preview = previewCampaign({ campaign: 'win-back' }, { rules: compileRules(rules), templates });
  const messages = preview.steps.flatMap((step) => step.messages);
  const mail = messages.find((message) => message.status === 'mail');
  if (mail?.status !== 'mail') throw new Error(JSON.stringify(messages));
  const step = preview.steps.find((each) => each.messages.includes(mail))?.step ?? '';
  const content = [step, preview.persona.variant].filter((part) => part !== undefined).join('.');
  return { ...mail, query: `utm_medium=email&utm_campaign=win-back&utm_content=${content}` };
}

async function problemsWith(settings: string) {
  await using shop = await copyShop(LETTER_SHOP);
  await shop.edit('shop.yaml', WEBSITE, `${WEBSITE}\n${settings}`);
  const { problems } = await checkShop(shop.directory);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/`, ''));
}

describe('links in shop.yaml', () => {
  it('puts the campaign into the links to the website, in the HTML and in the text alike', async () => {
    const { html, text, query } = await previewWith('links: { source: kettle }');
    expect(text).toContain(`<https://kettleandcrane.example/new?utm_source=kettle&${query}>`);
    expect(html).toContain(
      `href="https://kettleandcrane.example/new?utm_source=kettle&amp;${query.replaceAll('&', '&amp;')}"`,
    );
    expect(html).toContain('href="https://example.com/unsubscribe?token=preview"');
  });

  it('calls itself perennial, and takes further hosts', async () => {
    const { html } = await previewWith('links: { hosts: [Journal.Example] }', [
      ['templates/_shared/header.mjml', '{{ shop.website }}', 'https://journal.example/a'],
    ]);
    expect(html).toContain('href="https://journal.example/a?utm_source=perennial&amp;utm_medium');
  });

  it('leaves links alone where it is not there, or says so', async () => {
    expect((await previewWith('')).html).not.toContain('utm_');
    expect((await previewWith('links: { email: false }')).html).not.toContain('utm_');
  });

  it('puts it into text messages only where asked to', async () => {
    const sms = ['preheader:', 'sms: "{{ shop.website }}/tea"\npreheader:'] as const;
    const bodyWith = async (settings: string) => {
      await using shop = await copyShop(LETTER_SHOP);
      await shop.edit('shop.yaml', WEBSITE, `${WEBSITE}\n${settings}`);
      for (const locale of ['en', 'zh-CN']) await shop.edit(`templates/win-back/${locale}.yaml`, ...sms);
      return (await loadShop(shop.directory)).templates['win-back']?.en?.sms;
    };
    expect(await bodyWith('links: {}')).toBe('https://kettleandcrane.example/tea');
    expect(await bodyWith('links: { sms: true }')).toBe(
      'https://kettleandcrane.example/tea?{{ linkParameters }}',
    );
  });

  it.each([
    ['links: { source: "a b" }', /^shop\.yaml:\d+:18: has characters other/],
    ['links: { hosts: ["https://a.example/"] }', /^shop\.yaml:\d+:18: must be a host/],
    ['links: { uutm: true }', /uutm/],
    ['replyTo: hello', /^shop\.yaml:\d+:10: .*form name@domain/],
    ['replyTo: 小梅@example.com', /^shop\.yaml:\d+:10: .*before its @/],
  ])('tells what is wrong with %s', async (settings, problem) => {
    const [first = '', ...others] = await problemsWith(settings);
    expect(first).toMatch(problem);
    expect(others).toEqual([]);
  });

  it('takes an address for answers with a domain in any script', async () => {
    expect(await problemsWith('replyTo: hallo@bücher.example')).toEqual([]);
  });
});
