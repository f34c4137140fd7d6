import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTemplates } from '../../shared/app/preview/list-templates.ts';
import { previewTemplate } from '../../shared/app/preview/preview-template.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { memoryTable } from '../support/memory-table.ts';

const { rules, templates } = await loadShop(join(import.meta.dirname, '../../shop'));
const sources = { rules: compileRules(rules), templates, table: memoryTable(), clock: { now: () => 0 } };

const cases = listTemplates(templates, rules.campaigns).flatMap(({ name, locales }) =>
  locales.map((locale) => [name, locale] as const),
);

const mailOf = async (template: string, locale: string) => {
  const { messages } = await previewTemplate({ template, locale }, sources);
  const mail = messages.find((message) => message.status === 'mail');
  return mail?.status === 'mail' ? mail : undefined;
};

const LINK = /<a [^>]*href="([^"]*)"[^>]*>/g;

describe('the templates of the example shop', () => {
  it('speak both languages, in mails for the most part', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(([, locale]) => locale))).toEqual(new Set(['en', 'zh-CN']));
  });

  it.each(cases)(
    '%s in %s can be filled for somebody known and for somebody unknown',
    async (template, locale) => {
      for (const isStranger of [false, true]) {
        const { messages } = await previewTemplate({ template, locale, isStranger }, sources);
        expect(messages.length).toBeGreaterThan(0);
        expect(messages.filter(({ status }) => status === 'impossible')).toEqual([]);
        for (const message of messages) expect('locale' in message && message.locale).toBe(locale);
      }
    },
  );

  it.each(cases)(
    '%s in %s has no full stop within a link, and spaces beside one as the language has them',
    async (template, locale) => {
      const html = (await mailOf(template, locale))?.html ?? '';
      expect(html.match(/<a [^>]*>[^<]*[.。]\s*<\/a>/g)).toBeNull();
      const gap =
        locale === 'en' ? /[\w,](?:<a [^>]*>|<\/a>\w)/g : /[\p{Script=Han}？]\s+<a |<\/a>\s+\p{Script=Han}/gu;
      expect(html.match(gap)).toBeNull();
    },
  );

  it.each(cases)(
    '%s in %s can be read with a screen reader, in the dark and on a phone',
    async (template, locale) => {
      const html = (await mailOf(template, locale))?.html;
      if (html === undefined) return;
      expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${locale}"`));
      expect(html).toMatch(/<title>[^<]+<\/title>/);
      expect(html).toContain('<meta name="color-scheme" content="light dark"');
      expect(html).toContain('prefers-color-scheme: dark');
      expect(html).toContain('width=device-width');
      expect(html.match(/<h1/g)).toHaveLength(1);
      const tables = html.replace(/<!--[\s\S]*?-->/g, '').match(/<table\b[^>]*>/g) ?? [];
      expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([]);
      const images = html.match(/<img\b[^>]*>/g) ?? [];
      expect(images.filter((image) => !/\salt="/.test(image))).toEqual([]);
      expect(html).toContain('max-width:600px');
    },
  );

  it.each(cases)(
    '%s in %s tells its own pages which campaign a visit came from, and nobody else',
    async (template, locale) => {
      const mail = await mailOf(template, locale);
      if (mail === undefined) return;
      const links = [...mail.html.matchAll(LINK)].map(([tag, href = '']) => ({ tag, href }));
      const own = links.filter(({ href }) => href.startsWith('https://kettleandcrane.example'));
      expect(own.length).toBeGreaterThan(0);
      for (const { tag, href } of own) {
        expect(href).toMatch(
          /(?:\?|&amp;)utm_source=kettle-and-crane&amp;utm_medium=email&amp;utm_campaign=[\w-]+&amp;utm_content=[\w.-]+$/,
        );
        expect(tag).toMatch(/ ses:tags="link:[A-Za-z0-9_-]+"/);
      }
      for (const { tag, href } of links.filter((link) => !own.includes(link))) {
        expect(href).not.toContain('utm_');
        expect(tag).toContain('ses:no-track');
      }
      const told = mail.text.match(/https:\/\/kettleandcrane\.example[^\s>]*/g) ?? [];
      expect(told.filter((url) => !url.includes('utm_medium=email&utm_campaign='))).toEqual([]);
    },
  );

  it.each([
    ['birthday', 'en', 'you have 120 points'],
    ['birthday', 'zh-CN', '您名下有 120 积分'],
    ['tea-anniversary', 'en', 'you have 120 points'],
    ['tea-anniversary', 'zh-CN', '您名下有 120 积分'],
  ])('%s in %s tells the balance of points where it is known', async (template, locale, balance) => {
    const mails = await Promise.all(
      [false, true].map(async (isStranger) => {
        const { messages } = await previewTemplate({ template, locale, isStranger }, sources);
        return messages.flatMap((message) => (message.status === 'mail' ? [message.text] : []));
      }),
    );
    expect(mails[0]?.[0]).toContain(balance);
    expect(mails[1]?.[0]).not.toMatch(new RegExp(balance.replace('120', '\\d+')));
  });

  it.each(['en', 'zh-CN'])('how-was-it in %s takes an answer by one tap, from 1 to 5', async (locale) => {
    const html = (await mailOf('how-was-it', locale))?.html ?? '';
    const taps = [...html.matchAll(LINK)].filter(([tag]) => tag.includes('class="score"'));
    expect(
      taps.map(([, href = '']) => /survey\?order=([^&]+)&amp;score=(\d)&amp;utm_/.exec(href)?.[2]),
    ).toEqual(['1', '2', '3', '4', '5']);
    for (const [position, [tag]] of taps.entries()) {
      expect(tag).toContain(`ses:tags="link:score-${position + 1}"`);
      expect(tag).toMatch(new RegExp(`aria-label="${position + 1} [^"]*5[^"]+"`));
    }
    expect(new Set(taps.map(([tag]) => /aria-label="([^"]*)"/.exec(tag)?.[1])).size).toBe(5);
    expect(html.match(/\.scale \.score \{/g)).toHaveLength(2);
  });

  it.each([
    ['win-back-offer', 'en'],
    ['welcome-gift', 'zh-CN'],
    ['invoice-due', 'en'],
    ['mid-autumn', 'zh-CN'],
  ])('%s in %s reads as it always did', async (template, locale) => {
    const { messages } = await previewTemplate({ template, locale }, sources);
    const shown = messages.map((message) => {
      if (message.status === 'mail') return `${message.subject}\n${message.preheader}\n\n${message.text}`;
      return message.status === 'text' ? message.body : message.reason;
    });
    expect(shown.join('\n\n----\n\n')).toMatchSnapshot();
  });
});
