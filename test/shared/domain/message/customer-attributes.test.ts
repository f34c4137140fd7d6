import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../shared/domain/customer/attribute-value.ts';
import { createEmailRenderer } from '../../../../shared/domain/message/render-email.ts';
import { createSmsRenderer } from '../../../../shared/domain/message/render-sms.ts';
import { sampleAttributes } from '../../../../shared/domain/message/sample-attributes.ts';
import { shownAttributes } from '../../../../shared/domain/message/shown-attributes.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

const request = (attributes: Attributes) => ({
  template: 'note',
  locale: 'en',
  fallbackLocale: 'en',
  variables: {
    customer: { stage: 'lapsed', tier: 'mid', orders: 3, name: 'Ada', attributes } as const,
    shop: { name: 'Shop', postalAddress: 'Street' },
    offer: {},
    event: {},
    recommendations: [],
    unsubscribeUrl: 'https://shop.example/u?a=1&b=2',
  },
});

/** The same in every part of a mail. */
const mailOf = (slots: string, attributes: Attributes, html = slots) =>
  createEmailRenderer({
    note: { en: { email: { subject: slots, preheader: slots, html, text: slots } } },
  }).render(request(attributes));

const htmlOf = (html: string, attributes: Attributes) => {
  const rendering = mailOf('Hi', attributes, html);
  return rendering.status === 'rendered' ? rendering.mail.html : rendering;
};

const URL_SLOT = '<a href="{{ customer.attributes.url }}">Voucher</a>';

describe('attributes in messages', () => {
  it('are escaped in HTML, and neither in the text nor in the subject; numbers stand plain', () => {
    const slots = '{{ customer.attributes.note }} {{ customer.attributes.points }}';
    expect(mailOf(slots, { note: `<b>"x" & 'y'</b>`, points: 1234.5 })).toMatchObject({
      status: 'rendered',
      mail: {
        html: '&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/b&gt; 1234.5',
        text: `<b>"x" & 'y'</b> 1234.5`,
        subject: `<b>"x" & 'y'</b> 1234.5`,
        preheader: `<b>"x" & 'y'</b> 1234.5`,
      },
    });
  });

  it('are not taken for templates', () => {
    expect(htmlOf('{{ customer.attributes.note }}', { note: '{{ shop.name }}' })).toBe('{{ shop.name }}');
  });

  it('stand in text messages as they are', () => {
    const sms = '{{ customer.attributes.points | default: 0 }} points, {{ customer.attributes.note }}';
    const { render } = createSmsRenderer({ note: { en: { sms } } });
    expect(render(request({ note: 'a & b' }))).toMatchObject({ body: '0 points, a & b' });
    expect(render(request({ note: 'a & b', points: 120 }))).toMatchObject({ body: '120 points, a & b' });
    expect(render(request({ points: 120 }))).toMatchObject({
      status: 'unfilled',
      slot: 'customer.attributes.note',
    });
  });

  it('are asked for where they are true or false, and not shown', () => {
    const asked = '{% if customer.attributes.club %}member{% else %}guest{% endif %}';
    expect(htmlOf(asked, { club: true })).toBe('member');
    expect(htmlOf(asked, { club: false })).toBe('guest');
    expect(htmlOf(asked, {})).toBe('guest');
    expect(htmlOf('{{ customer.attributes.club }}', { club: true })).toMatchObject({ status: 'unfilled' });
  });

  it('have nothing of what every object has', () => {
    expect(htmlOf('{{ customer.attributes.constructor }}', {})).toMatchObject({ status: 'unfilled' });
  });

  it('count as missing where they are blank', () => {
    expect(shownAttributes({ url: ' ', note: '', points: 0, club: false, city: 'Linz' })).toEqual({
      points: 0,
      club: false,
      city: 'Linz',
    });
  });
});

describe('an attribute that a link begins with', () => {
  it.each(['https://shop.example/v?a=1&b=2', 'http://shop.example', ' HTTPS://SHOP.EXAMPLE/'])(
    'leads to a web address: %s',
    (url) => {
      expect(htmlOf(URL_SLOT, { url })).toBe(`<a href="${url.replaceAll('&', '&amp;')}">Voucher</a>`);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' \u0001JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'javascript&#58;alert(1)',
    'javascript:alert("https://shop.example")',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '//elsewhere.example',
    'voucher',
    7,
  ])('keeps the mail back for %j, without saying what it is', (url) => {
    expect(htmlOf(URL_SLOT, { url })).toEqual({
      status: 'unfilled',
      template: 'note',
      locale: 'en',
      part: 'html',
      reason: 'href is no address that begins with https:// or http://',
    });
  });

  it.each([
    "<a href='{{ customer.attributes.url }}'>x</a>",
    '<a title="a > b" href = "{{ customer.attributes.url }}">x</a>',
    '<a href="{% if customer.attributes.url %}{{ customer.attributes.url }}{% else %}https://shop.example{% endif %}">x</a>',
    '{% assign url = customer.attributes.url %}<a href="{{ url }}">x</a>',
    '{% capture url %}{{ customer.attributes.url }}{% endcapture %}<a href="{{ url }}">x</a>',
    '<img alt="x" src="{{ customer.attributes.url | default: unsubscribeUrl }}" />',
    '<td background="{{ customer.attributes.url }}">x</td>',
    '<!--[if mso]><a href="{{ customer.attributes.url }}">x</a><![endif]-->',
  ])('is held back however the link is written: %s', (html) => {
    expect(htmlOf(html, { url: 'javascript:alert(1)' })).toMatchObject({ status: 'unfilled', part: 'html' });
    expect(htmlOf(html, { url: 'https://shop.example/v' })).toContain('https://shop.example/v');
  });

  it('leaves what only looks like a link alone', () => {
    const html = `${URL_SLOT}<p title="{{ customer.attributes.note }}">{{ customer.attributes.note }}</p>`;
    const note = '<a href=javascript:x> href=javascript:x';
    expect(htmlOf(html, { url: 'https://shop.example', note })).toContain('&lt;a href=javascript:x&gt;');
  });
});

describe('sampleAttributes', () => {
  it('has a number for each attribute mentioned, and an address for one that a link begins with', () => {
    const template = `{% if customer.attributes.points > 1 %}{{ customer.attributes["city"] }}{% endif %}
      <a href="https://shop.example/{{ customer.attributes.page }}">
      <a href="{% if customer.attributes.url %}{{ customer.attributes.url }}{% else %}https://shop.example{% endif %}">`;
    expect(sampleAttributes(template)).toEqual({
      points: 120,
      city: 120,
      page: 120,
      url: 'https://example.com/sample',
    });
    expect(sampleAttributes('Hello {{ customer.name }}')).toEqual({});
  });
});
