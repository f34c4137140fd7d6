import { describe, expect, it } from 'vitest';
import { openPreferencesLink } from '../../../../shared/app/consent/preferences-link.ts';
import { answerUnsubscribe } from '../../../../shared/app/unsubscribe/answer-unsubscribe.ts';
import { signLink } from '../../../../shared/app/unsubscribe/signed-link.ts';
import { shopEventSchema } from '../../../../shared/contracts/shop-event.ts';
import { clockAt, KeptBus } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';

const token = signLink('secret', { customerId: 'c1', channel: 'email' });

async function visit(
  method: string,
  options: { token?: string; language?: string; asked?: string; bus?: KeptBus } = {},
) {
  const bus = options.bus ?? new KeptBus();
  const response = await answerUnsubscribe(
    {
      ...{ method, token: options.token ?? token },
      ...{ language: options.asked, acceptLanguage: options.language },
    },
    { bus, clock: clockAt(day(5)), secrets: { get: async () => 'secret' }, linkSecret: 'link' },
  );
  return { ...response, bus };
}

describe('the unsubscribe link', () => {
  it('changes nothing when it is only opened', async () => {
    const { status, html, bus } = await visit('GET');
    expect(status).toBe(200);
    expect(html).toContain('<form method="post">');
    expect(bus.entries).toEqual([]);
  });

  it('withdraws the consent on POST, by a valid event', async () => {
    const { status, html, bus } = await visit('POST');
    expect(status).toBe(200);
    expect(html).toContain('You are unsubscribed');
    expect(shopEventSchema.parse(bus.entries[0]?.detail)).toMatchObject({
      customerId: 'c1',
      data: { consents: [{ channel: 'email', status: 'withdrawn', source: 'unsubscribe-link' }] },
    });
  });

  it('does nothing for another’s or a damaged token', async () => {
    for (const damaged of ['', 'x', `${token}x`, token.slice(0, -2), `x${token}`]) {
      const { status, bus } = await visit('POST', { token: damaged });
      expect([damaged, status]).toEqual([damaged, 400]);
      expect(bus.entries).toEqual([]);
    }
  });

  it('speaks Simplified Chinese to a browser that asks for it', async () => {
    expect((await visit('GET', { language: 'zh-CN,zh;q=0.9' })).html).toContain('确定退订');
  });

  it('leads to itself in the other language, and from there to the preference page in that one', async () => {
    const english = await visit('GET');
    expect(english.html).toContain(
      `<a href="?token=${token}&amp;lang=zh-CN" lang="zh-CN" hreflang="zh-CN">简体中文</a>`,
    );
    expect(english.html).not.toMatch(/preferences\?token=[^"]*lang/);
    const chinese = await visit('GET', { asked: 'zh-CN', language: 'en' });
    expect(chinese.html).toContain('确定退订');
    expect(chinese.html).toContain('>English</a>');
    expect(chinese.html).toMatch(/preferences\?token=[^"]*&#38;lang=zh-CN"/);
  });

  it('says in its title what became of the button, and leads back to no button once it is done', async () => {
    const done = await visit('POST', { asked: 'en' });
    expect(done.html).toContain(
      '<title>You are unsubscribed. You will get no more of these messages. – Unsubscribe</title>',
    );
    expect(done.html).not.toContain('hreflang');
    expect((await visit('POST', { asked: 'zh-CN', language: 'en' })).html).toContain('您已退订');
  });

  it('leads to a preference page that knows of what was just withdrawn, and of nothing before', async () => {
    const linkOf = (html: string) =>
      openPreferencesLink('secret', /preferences\?token=([\w.-]+)/.exec(html)?.[1] ?? '');
    expect(linkOf((await visit('POST')).html)).toEqual({
      customerId: 'c1',
      justSaid: { at: day(5), isOn: { email: false } },
    });
    expect(linkOf((await visit('GET')).html)).toEqual({ customerId: 'c1' });
  });

  it('asks to try again when the bus does not take the wish', async () => {
    const bus = new KeptBus();
    bus.refuses = () => true;
    const { status, html } = await visit('POST', { bus });
    expect(status).toBe(503);
    expect(openPreferencesLink('secret', /preferences\?token=([\w.-]+)/.exec(html)?.[1] ?? '')).toEqual({
      customerId: 'c1',
    });
  });
});
