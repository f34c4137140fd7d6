import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { messageToken } from '../../../../shared/app/deliver/message-token.ts';
import { createMailWriter } from '../../../../shared/app/deliver/write-mail.ts';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import type { MessageOrder } from '../../../../shared/domain/message/message-order.ts';
import type { ShopSettings } from '../../../../shared/domain/shop-settings.ts';
import { day } from '../../../support/inputs.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { rulesWith } from '../../../support/rules.ts';

const ORDER = messageOrder({
  campaign: 'win-back',
  step: 'first',
  occurrence: '2026-01',
  template: 'note',
  variant: 'plain',
});
const LINK = 'https://shop.example/tea?{{ linkParameters }}';
const templates = {
  note: {
    en: { email: { subject: 'Hi', preheader: 'Hi', html: `<p><a href="${LINK}">Tea</a></p>`, text: LINK } },
  },
};
const LINKS = { email: true, sms: false, source: 'shop', hosts: [] };

interface Circumstances {
  readonly order?: Partial<MessageOrder>;
  readonly shop?: Partial<ShopSettings>;
  readonly address?: string;
  readonly sender?: string;
}

async function write({
  order,
  shop,
  address = 'ada@example.com',
  sender = 'news@shop.example',
}: Circumstances) {
  const { shop: base } = rulesWith({});
  const rules = compileRules(rulesWith({ shop: { ...base, links: LINKS, ...shop } }));
  const writer = createMailWriter({ templates, linkSecret: 's', publicUrl: 'https://p.example', sender });
  const state = unknownCustomer('c1');
  const sent = { ...ORDER, ...order };
  return await writer({
    order: sent,
    state,
    contact: {},
    rules,
    address,
    now: day(1),
    recommend: async () => [],
  });
}

async function parsed(circumstances: Circumstances = {}) {
  const written = await write(circumstances);
  if (written.status !== 'written') throw new Error(written.reason);
  const message = await PostalMime.parse(written.mail.raw);
  const header = (name: string) => message.headers.find(({ key }) => key === name)?.value;
  return { ...message, header, envelope: written.mail };
}

describe('writing a mail', () => {
  it('carries the same id whenever the same message is written, and another for every other', async () => {
    const first = await parsed();
    const again = await parsed({ order: { requestedAt: day(1) } });
    expect(first.header('x-perennial-message')).toBe(messageToken(ORDER));
    expect(first.messageId).toBe(`<${messageToken(ORDER)}@shop.example>`);
    expect(again.messageId).toBe(first.messageId);
    const others: Partial<MessageOrder>[] = [
      { customerId: 'c2' },
      { campaign: 'other' },
      { step: 'second' },
      { occurrence: '2026-02' },
    ];
    for (const order of others) expect((await parsed({ order })).messageId).not.toBe(first.messageId);
    expect(messageToken({ ...ORDER, channel: 'sms' })).not.toBe(messageToken(ORDER));
    expect(messageToken(ORDER)).toMatch(/^[\w-]{22}$/);
  });

  it('asks for answers where the shop wants them', async () => {
    expect((await parsed()).replyTo).toBeUndefined();
    const asked = await parsed({ shop: { replyTo: 'hallo@bücher.example' } });
    expect(asked.replyTo?.[0]?.address).toBe('hallo@xn--bcher-kva.example');
  });

  it('tells the shop’s pages which step and variant brought a visit', async () => {
    const query = 'utm_source=shop&utm_medium=email&utm_campaign=win-back&utm_content=first.plain';
    const { html, text } = await parsed();
    expect(text?.trim()).toBe(`https://shop.example/tea?${query}`);
    expect(html).toContain(`href="https://shop.example/tea?${query.replaceAll('&', '&amp;')}"`);
    const { variant: _, ...plain } = ORDER;
    expect((await parsed({ order: { ...plain, step: 'second' } })).text).toContain('utm_content=second');
  });

  it('goes to an address with a domain in any script, the envelope’s in ASCII too', async () => {
    const { to, envelope } = await parsed({ address: 'ada@bücher.example' });
    expect(to?.[0]?.address).toBe('ada@xn--bcher-kva.example');
    expect(envelope.to).toBe('ada@xn--bcher-kva.example');
  });

  it('does not go where SES cannot take it, and says why without the address', async () => {
    const written = await write({ address: '小梅@example.com' });
    expect(written).toEqual({ status: 'unrenderable', reason: expect.stringContaining('before its @') });
    expect(JSON.stringify(written)).not.toContain('example.com');
  });

  it('is of a list where it advertises, and of a machine where it does not', async () => {
    const news = await parsed();
    expect(news.header('list-id')).toBe('<news.shop.example>');
    expect(news.header('auto-submitted')).toBeUndefined();
    const invoice = await parsed({ order: { isPromotional: false } });
    expect(invoice.header('auto-submitted')).toBe('auto-generated');
    expect(invoice.header('list-unsubscribe')).toBeUndefined();
  });
});
