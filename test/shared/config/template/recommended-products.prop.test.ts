import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShop } from '../../../../shared/config/load-shop.ts';
import { createEmailRenderer, type EmailRenderer } from '../../../../shared/domain/message/render-email.ts';
import { LETTER_SHOP } from '../../../support/shop-copy.ts';

const anyName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 128 }),
    fc
      .array(
        fc.constantFrom('<', '>', '"', "'", '&', '{{', '}}', '{%', '%}', '-', ' ', '\n', '</td>', '茶'),
        {
          minLength: 1,
        },
      )
      .map((parts) => parts.join('')),
  )
  .filter((name) => name.trim() !== '');

const shop = { name: 'Kettle & Crane', postalAddress: '48 Harbor Street', website: 'https://shop.example' };
let renderer: EmailRenderer;
beforeAll(async () => {
  renderer = createEmailRenderer((await loadShop(LETTER_SHOP)).templates);
});

const htmlFor = (locale: string, sku: string) => {
  const rendering = renderer.render({
    template: 'win-back',
    locale,
    fallbackLocale: 'en',
    variables: {
      customer: { stage: 'lapsed', tier: 'mid', attributes: {}, orders: 3 },
      shop,
      offer: {},
      event: {},
      recommendations: [{ sku }],
      unsubscribeUrl: 'https://shop.example/unsubscribe',
    },
  });
  if (rendering.status !== 'rendered') throw new Error(JSON.stringify(rendering));
  return rendering.mail.html;
};

/** The tags of HTML with their attributes, apart from where links lead. */
const tagsOf = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/href="[^"]*"/, ''));

describe('a shop’s mail', () => {
  it.each(['en', 'zh-CN'])('has the same tags in %s, whatever a product is called', (locale) => {
    const expected = tagsOf(htmlFor(locale, 'celadon-cup'));
    fc.assert(
      fc.property(anyName, (sku) => {
        expect(tagsOf(htmlFor(locale, sku))).toEqual(expected);
      }),
    );
  });
});
