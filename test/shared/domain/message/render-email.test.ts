import { describe, expect, it } from 'vitest';
import type { MessageVariables } from '../../../../shared/domain/message/message-variables.ts';
import { createEmailRenderer } from '../../../../shared/domain/message/render-email.ts';
import type { EmailTemplate } from '../../../../shared/domain/message/template.ts';

const variables = (customer: Partial<MessageVariables['customer']> = {}): MessageVariables => ({
  customer: { stage: 'lapsed', tier: 'mid', orders: 3, daysSinceLastOrder: 181, attributes: {}, ...customer },
  shop: { name: 'Kettle & Crane', postalAddress: '48 Harbor Street', website: 'https://shop.example' },
  offer: { percent: 10, code: 'BACK10' },
  event: { total: 49.5, skus: ['sencha', 'cup'] },
  recommendations: [],
  unsubscribeUrl: 'https://shop.example/unsubscribe?a=1&b=2',
});

const template = (overrides: Partial<EmailTemplate> = {}): EmailTemplate => ({
  subject: 'Hello',
  preheader: 'A line',
  html: '<p>Hello</p>',
  text: 'Hello',
  ...overrides,
});

const request = (customer: Partial<MessageVariables['customer']> = {}) => ({
  template: 'note',
  locale: 'en',
  fallbackLocale: 'en',
  variables: variables(customer),
});

const rendererOf = (overrides: Partial<EmailTemplate>) =>
  createEmailRenderer({ note: { en: { email: template(overrides) } } });

function renderMail(overrides: Partial<EmailTemplate>, customer: Partial<MessageVariables['customer']> = {}) {
  const rendering = rendererOf(overrides).render(request(customer));
  if (rendering.status !== 'rendered') throw new Error(JSON.stringify(rendering));
  return rendering.mail;
}

describe('createEmailRenderer', () => {
  it('escapes in HTML, and neither in the text nor in the subject', () => {
    const slots = '{{ customer.name }} of {{ shop.name }}: {{ unsubscribeUrl }}';
    const mail = renderMail(
      { subject: slots, html: slots, text: slots },
      { name: `<b onclick="x('y')">Ada</b>` },
    );
    expect(mail.html).toBe(
      '&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;Ada&lt;/b&gt; of Kettle &amp; Crane: https://shop.example/unsubscribe?a=1&amp;b=2',
    );
    const plain = `<b onclick="x('y')">Ada</b> of Kettle & Crane: https://shop.example/unsubscribe?a=1&b=2`;
    expect(mail.text).toBe(plain);
    expect(mail.subject).toBe(plain);
  });

  it('does not take a value for a template', () => {
    const name = '{{ shop.name }}{% if true %}x{% endif %}';
    expect(renderMail({ text: 'Hi {{ customer.name }}' }, { name }).text).toBe(`Hi ${name}`);
  });

  it('keeps subject and preheader on one line', () => {
    const slots = 'Hi {{ customer.name }}';
    const mail = renderMail({ subject: slots, preheader: slots }, { name: 'Ada\r\nBcc: all@x.example' });
    expect(mail.subject).toBe('Hi Ada Bcc: all@x.example');
    expect(mail.preheader).toBe('Hi Ada Bcc: all@x.example');
  });

  it('shows what the step offers and what the event said', () => {
    const text =
      '{{ offer.percent }} % with {{ offer.code }}: {{ event.total }}, {{ event.skus | join: " + " }}';
    expect(renderMail({ text }).text).toBe('10 % with BACK10: 49.5, sencha + cup');
  });

  it('takes a default or an if for what may be absent', () => {
    const text = '{{ customer.name | default: "friend" }}{% if customer.name %}!{% endif %}';
    expect(renderMail({ text }).text).toBe('friend');
    expect(renderMail({ text }, { name: 'Ada' }).text).toBe('Ada!');
  });

  it.each([
    ['an absent value', '{{ customer.name }}', {}, 'customer.name'],
    ['an unknown name', '{{ customer.nmae }}', {}, 'customer.nmae'],
    ['an empty value', 'Hi {{ customer.name }}', { name: '' }, '{{ customer.name }}'],
    ['a blank value', 'Hi {{ customer.name }}', { name: ' \u00a0' }, '{{ customer.name }}'],
    ['a value that is no text', '{{ customer }}', {}, '{{ customer }}'],
    ['what every object has', '{{ customer.constructor.name }}', {}, 'customer.constructor.name'],
    [
      'a filter that empties it',
      '{{ customer.tier | remove: "mid" }}',
      {},
      '{{ customer.tier | remove: "mid" }}',
    ],
    ['what the step does not offer', '{{ offer.points }}', {}, 'offer.points'],
    ['what the event did not say', '{{ event.coupon }}', {}, 'event.coupon'],
    ['a list', '{{ event.skus }}', {}, '{{ event.skus }}'],
    ['an unknown filter', '{{ shop.name | raw }}', {}, '{{ shop.name | raw }}'],
    ['a file', '{% render "/etc/passwd" %}', {}, '{% render "/etc/passwd" %}'],
    ['a loop without end', '{% for i in (1..100000000) %}x{% endfor %}', {}, '{% for i in (1..100000000) %}'],
  ])('gives no mail for %s', (_what, slot, customer, expected) => {
    for (const part of ['html', 'text', 'subject', 'preheader'] as const) {
      const rendering = rendererOf({ [part]: slot }).render(request(customer));
      expect(rendering).toMatchObject({
        status: 'unfilled',
        template: 'note',
        locale: 'en',
        part,
        slot: expected,
      });
    }
  });

  it('gives no mail for a template that there is not', () => {
    const renderer = createEmailRenderer({ note: { ja: { email: template() }, en: { sms: 'Hello' } } });
    expect(renderer.render({ ...request(), template: 'other' }).status).toBe('unknown-template');
    expect(renderer.render(request()).status).toBe('unknown-template');
  });

  it('renders the same however often it is asked', () => {
    const renderer = rendererOf({ html: '{{ customer.orders | plus: 1 }} {{ shop.name }}' });
    const first = renderer.render(request());
    expect(renderer.render(request())).toEqual(first);
    expect(first).toMatchObject({ status: 'rendered', mail: { html: '4 Kettle &amp; Crane', locale: 'en' } });
  });
});
