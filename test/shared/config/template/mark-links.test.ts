import { describe, expect, it } from 'vitest';
import { markHtmlLinks, markTextLinks } from '../../../../shared/config/template/mark-links.ts';

const HOSTS = new Set(['shop.example', 'journal.example']);
const NONE = new Set<string>();

/** The `href` of a link once it is marked. */
const hrefOf = (href: string, hosts = HOSTS) =>
  /href="([^"]*)"/.exec(markHtmlLinks(`<a href="${href}">x</a>`, hosts))?.[1];

describe('markHtmlLinks', () => {
  it.each([
    ['https://shop.example', 'https://shop.example?{{ linkParameters }}'],
    ['https://SHOP.example/tea#new', 'https://SHOP.example/tea?{{ linkParameters }}#new'],
    ['https://shop.example/tea?a=1', 'https://shop.example/tea?a=1&amp;{{ linkParameters }}'],
    ['https://shop.example/?', 'https://shop.example/?{{ linkParameters }}'],
    ['https://shop.example/?a=1&amp;', 'https://shop.example/?a=1&amp;{{ linkParameters }}'],
    ['http://journal.example/1', 'http://journal.example/1?{{ linkParameters }}'],
    [
      "https://shop.example/p/{{ product.sku | url_encode | replace: '#', '?' }}#top",
      "https://shop.example/p/{{ product.sku | url_encode | replace: '#', '?' }}?{{ linkParameters }}#top",
    ],
  ])('puts the parameters where they belong: %s', (href, marked) => {
    expect(hrefOf(href)).toBe(marked);
  });

  it.each([
    'https://elsewhere.example/',
    'https://shop.example.evil.example/',
    'https://shop.example@evil.example/',
    'https://shop.example:8443/',
    'https://{{ offer.host }}/',
    'https://shop.example{{ offer.end }}/',
    '{{ event.url }}',
    'mailto:hello@shop.example',
    'tel:+12065550100',
    '#top',
    'https://shop.example/?utm_source=paper',
    'https://shop.example/?a=1&amp;utm_campaign=own',
    '{{ unsubscribeUrl }}',
    '{{- preferencesUrl }}',
    '{{ confirmUrl }}',
  ])('leaves %s as it is', (href) => {
    expect(hrefOf(href)).toBe(href);
  });

  it('leaves all links as they are where no host is to be told', () => {
    expect(hrefOf('https://shop.example/tea', NONE)).toBe('https://shop.example/tea');
  });

  it('keeps the other attributes, and those that hold a ">"', () => {
    const anchor = `<a class='b' title="a > b" {% if x > 1 %}data-x="1"{% endif %} href='https://shop.example/tea' style="color: red">$& x</a>`;
    expect(markHtmlLinks(anchor, HOSTS)).toBe(
      anchor
        .replace('<a', '<a ses:tags="link:tea"')
        .replace("'https://shop.example/tea'", () => "'https://shop.example/tea?{{ linkParameters }}'"),
    );
  });

  it('names every link for the click events of SES, each unlike the others', () => {
    const html = [
      '<a href="https://shop.example/">',
      '<a href="https://shop.example/tea/oolong?x=1">',
      '<a href="https://else.example/oolong/">',
      '<a href="https://shop.example/p/{{ product.sku }}">',
      '<a href="https://shop.example/新茶">',
      '<a name="hero: button" href="https://shop.example/shop">',
      '<a href="{{ event.url | escape }}">',
      '<a href="mailto:hello@shop.example">',
      '<a name="anchor">',
    ].join('\n');
    const names = [...markHtmlLinks(html, HOSTS).matchAll(/ses:tags="([^"]*)"/g)].map(([, tags]) => tags);
    expect(names).toEqual([
      'link:home',
      'link:oolong',
      'link:oolong-2',
      'link:p',
      'link:link',
      'link:hero-button',
      'link:event-url',
    ]);
  });

  it('adds to what the author tells SES', () => {
    expect(markHtmlLinks('<a href="https://else.example/tea" ses:tags="purpose:unsubscribe">', HOSTS)).toBe(
      '<a href="https://else.example/tea" ses:tags="link:tea;purpose:unsubscribe">',
    );
    const untracked = '<a ses:no-track href="https://else.example/tea">';
    expect(markHtmlLinks(untracked, HOSTS)).toBe(untracked);
    const own = '<a ses:no-track href="{{ unsubscribeUrl }}">';
    expect(markHtmlLinks(own, HOSTS)).toBe(own);
  });

  it('keeps SES from leading the links of unsubscription over its servers', () => {
    expect(markHtmlLinks('<a href="{{ unsubscribeUrl }}" class="u">', HOSTS)).toBe(
      '<a ses:no-track href="{{ unsubscribeUrl }}" class="u">',
    );
  });
});

describe('markTextLinks', () => {
  it.each([
    ['See https://shop.example/tea.', 'See https://shop.example/tea?{{ linkParameters }}.'],
    [
      '(https://shop.example/?a=1&b=2#c) and <https://journal.example>',
      '(https://shop.example/?a=1&b=2&{{ linkParameters }}#c) and <https://journal.example?{{ linkParameters }}>',
    ],
    ['请看 https://shop.example/tea。谢谢', '请看 https://shop.example/tea?{{ linkParameters }}。谢谢'],
    ['https://shop.example/{{ offer.code }}!', 'https://shop.example/{{ offer.code }}?{{ linkParameters }}!'],
    ['https://shop.example/a{% endif %}', 'https://shop.example/a?{{ linkParameters }}{% endif %}'],
  ])('puts the parameters on URLs: %s', (text, marked) => {
    expect(markTextLinks(text, HOSTS)).toBe(marked);
  });

  it.each([
    'https://shop.example/a{% if x %}?b=1{% endif %}',
    'https://elsewhere.example/a, {{ unsubscribeUrl }}',
    'shop.example',
  ])('leaves %s as it is', (text) => {
    expect(markTextLinks(text, HOSTS)).toBe(text);
  });
});
