import { describe, expect, it } from 'vitest';
import { answerConfirmation } from '../../../../shared/app/consent/answer-confirmation.ts';
import { signConfirmationLink } from '../../../../shared/app/consent/confirmation-link.ts';
import { shopEventSchema } from '../../../../shared/contracts/shop-event.ts';
import { clockAt, KeptBus } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';

const token = signConfirmationLink('secret', {
  ...{ customerId: 'c1', channel: 'email', hasChannel: true, topics: ['news'], expiresAt: day(8) },
});

async function visit(
  method: string,
  {
    now = day(5),
    bus = new KeptBus(),
    language = 'en',
    asked,
    sent = token,
  }: { now?: number; bus?: KeptBus; language?: string; asked?: string; sent?: string } = {},
) {
  const response = await answerConfirmation(
    {
      ...{ method, token: sent, language: asked, acceptLanguage: language },
      contentType: undefined,
      body: '',
    },
    { bus, clock: clockAt(now), secrets: { get: async () => 'secret' }, linkSecret: 'link' },
  );
  return { ...response, bus };
}

describe('the link that confirms a consent', () => {
  it('asks with a button and changes nothing when it is only opened', async () => {
    const { status, html, bus } = await visit('GET');
    expect(status).toBe(200);
    expect(html).toContain('<button>Yes, I confirm</button>');
    expect(bus.entries).toEqual([]);
    expect((await visit('GET', { language: 'zh' })).html).toContain('确认订阅');
  });

  it('grants the channel and the topics that were asked about', async () => {
    const { status, bus } = await visit('POST');
    expect(status).toBe(200);
    const said = { channel: 'email', status: 'granted', source: 'double-opt-in' };
    expect(shopEventSchema.parse(bus.entries[0]?.detail)).toMatchObject({
      customerId: 'c1',
      data: { consents: [said, { ...said, topic: 'news' }] },
    });
  });

  it('is one event however often it is pressed', async () => {
    const bus = new KeptBus();
    for (const now of [day(5), day(6)]) await visit('POST', { bus, now });
    const ids = bus.entries.map(({ detail }) => shopEventSchema.parse(detail).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('leads to itself in the other language, but once it is done', async () => {
    const { html } = await visit('GET');
    expect(html).toContain(
      `<a href="?token=${token}&amp;lang=zh-CN" lang="zh-CN" hreflang="zh-CN">简体中文</a>`,
    );
    expect((await visit('GET', { asked: 'zh-CN' })).html).toContain('>English</a>');
    expect((await visit('POST', { now: day(9) })).html).toContain('hreflang="zh-CN"');
    const done = await visit('POST');
    expect(done.html).not.toContain('hreflang');
    expect(done.html).toContain(
      '<title>Thank you. Your subscription is confirmed. – Confirm your subscription</title>',
    );
  });

  it('writes a damaged token into its page as nothing but an address', async () => {
    const { status, html } = await visit('GET', { sent: '"><script>alert(1)</script>' });
    expect(status).toBe(400);
    expect(html).not.toContain('<script');
    expect((await visit('GET', { sent: `x${'💥'.repeat(50_000)}` })).html.length).toBeLessThan(40_000);
  });

  it('confirms nothing once it has expired', async () => {
    expect((await visit('POST', { now: day(8) })).status).toBe(200);
    const late = await visit('POST', { now: day(8) + 1 });
    expect(late.status).toBe(410);
    expect(late.bus.entries).toEqual([]);
  });
});
