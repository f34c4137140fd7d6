import { describe, expect, it } from 'vitest';
import type { MessageVariables } from '../../../../shared/domain/message/message-variables.ts';
import { createSmsRenderer } from '../../../../shared/domain/message/render-sms.ts';

const variables: MessageVariables = {
  customer: {
    name: '<Ada> & Co',
    stage: 'lapsed',
    tier: 'mid',
    orders: 3,
    attributes: { points: 120, note: '<b>x</b> & y' },
  },
  shop: { name: 'Kettle & Crane', postalAddress: '48 Harbor Street' },
  offer: { percent: 10 },
  event: {},
  recommendations: [],
  unsubscribeUrl: 'https://shop.example/u?a=1&b=2',
};

const render = (sms: string, locale = 'en') =>
  createSmsRenderer({ note: { en: { sms }, ja: { sms: 'こんにちは' } } }).render({
    template: 'note',
    locale,
    fallbackLocale: 'en',
    variables,
  });

describe('createSmsRenderer', () => {
  it('fills the slots and escapes nothing', () => {
    expect(
      render('{{ shop.name }}: {{ offer.percent }} % for {{ customer.name }}. {{ unsubscribeUrl }}\n'),
    ).toEqual({
      status: 'rendered',
      locale: 'en',
      body: 'Kettle & Crane: 10 % for <Ada> & Co. https://shop.example/u?a=1&b=2',
    });
  });

  it('speaks the customer’s language where the template does', () => {
    expect(render('Hello', 'ja-JP')).toMatchObject({ body: 'こんにちは', locale: 'ja' });
    expect(render('Hello', 'fr')).toMatchObject({ body: 'Hello', locale: 'en' });
  });

  it.each([
    ['{{ offer.code }}', 'offer.code'],
    ['{{ event.total }}', 'event.total'],
    ['{{ customer.daysSinceLastOrder }}', 'customer.daysSinceLastOrder'],
  ])('gives no text for %s, which nothing fills', (sms, slot) => {
    expect(render(sms)).toMatchObject({ status: 'unfilled', template: 'note', locale: 'en', slot });
  });

  it('knows no text of a template that has a mail only, or is not there', () => {
    const renderer = createSmsRenderer({
      note: { en: { email: { subject: 'Hi', preheader: 'Hi', html: 'Hi', text: 'Hi' } } },
    });
    for (const template of ['note', 'other'])
      expect(renderer.render({ template, locale: 'en', fallbackLocale: 'en', variables })).toEqual({
        status: 'unknown-template',
        template,
      });
  });
});
