import { describe, expect, it } from 'vitest';
import type { RecommendedProduct } from '../../../../shared/domain/message/recommended-product.ts';
import { createEmailRenderer } from '../../../../shared/domain/message/render-email.ts';
import { showsRecommendations } from '../../../../shared/domain/message/shows-recommendations.ts';
import type { EmailTemplate } from '../../../../shared/domain/message/template.ts';

const plain: EmailTemplate = { subject: 'Hello', preheader: 'A line', html: '<p>Hello</p>', text: 'Hello' };

const rendererOf = (parts: Partial<EmailTemplate>) =>
  createEmailRenderer({ note: { en: { email: { ...plain, ...parts } } } });

const LOOP = '{% for product in recommendations limit: 2 %}[{{ product.sku }}]{% else %}none{% endfor %}';

function renderLoop(recommendations: readonly RecommendedProduct[]) {
  const rendering = rendererOf({ subject: LOOP, preheader: LOOP, html: LOOP, text: LOOP }).render({
    template: 'note',
    locale: 'en',
    fallbackLocale: 'en',
    variables: {
      customer: { stage: 'lapsed', tier: 'mid', attributes: {}, orders: 3 },
      shop: { name: 'Kettle & Crane', postalAddress: '48 Harbor Street' },
      offer: {},
      event: {},
      recommendations,
      unsubscribeUrl: 'https://shop.example/unsubscribe',
    },
  });
  if (rendering.status !== 'rendered') throw new Error(JSON.stringify(rendering));
  return rendering.mail;
}

describe('recommendations in a mail', () => {
  it('are gone through in every part, best first, as many as the loop wants', () => {
    const { locale: _, ...parts } = renderLoop([{ sku: 'a' }, { sku: 'b', category: 'cups' }, { sku: 'c' }]);
    for (const part of Object.values(parts)) expect(part).toBe('[a][b]');
  });

  it('may be none', () => {
    expect(renderLoop([])).toMatchObject({ subject: 'none', html: 'none', text: 'none' });
  });

  it('are escaped in HTML, stay on one line in the subject, and are no templates', () => {
    const mail = renderLoop([{ sku: '"><script>alert(1)</script>' }, { sku: 'a\r\nBcc: {{ shop.name }}' }]);
    expect(mail.html).toBe('[&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;][a\r\nBcc: {{ shop.name }}]');
    expect(mail.subject).toBe('["><script>alert(1)</script>][a Bcc: {{ shop.name }}]');
  });
});

describe('showsRecommendations', () => {
  it.each([
    ['a loop', LOOP],
    ['a condition', '{%- if recommendations.size > 0 -%}x{%- endif -%}'],
    ['an output', '{{ recommendations[0].sku }}'],
    ['a tag over many lines', '{% liquid\n  assign best = recommendations | first\n  echo best.sku\n%}'],
  ])('is true for %s in any part of a mail, and in a text message', (_, source) => {
    for (const part of ['subject', 'preheader', 'html', 'text'] as const) {
      expect(showsRecommendations({ email: { ...plain, [part]: source } })).toBe(true);
    }
    expect(showsRecommendations({ sms: source })).toBe(true);
  });

  it.each([
    ['a word of the text', '{{ shop.name }} has recommendations {% if customer.name %}for you{% endif %}'],
    ['a longer name', '{{ recommendationsFor }}'],
    ['nothing of the kind', 'Hello {{ customer.name }}'],
  ])('is false for %s', (_, text) => {
    expect(showsRecommendations({ email: { ...plain, text }, sms: text })).toBe(false);
  });
});
