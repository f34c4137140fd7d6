import { describe, expect, it } from 'vitest';
import { answerPreferences } from '../../../../shared/app/consent/answer-preferences.ts';
import { openPreferencesLink, signPreferencesLink } from '../../../../shared/app/consent/preferences-link.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { shopEventSchema } from '../../../../shared/contracts/shop-event.ts';
import type { CustomerUpdated } from '../../../../shared/domain/customer/input.ts';
import type { TopicRules } from '../../../../shared/domain/customer/topic-rules.ts';
import { clockAt, KeptBus } from '../../../support/fake-ports.ts';
import { customerUpdated, day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const topics: readonly TopicRules[] = [
  {
    name: 'news',
    channels: ['email', 'sms'],
    byDefault: 'subscribed',
    texts: { en: { title: 'News & more', description: 'Once a week' }, 'zh-CN': { title: '资讯' } },
  },
  { name: 'offers', channels: ['email'], byDefault: 'not-subscribed', texts: { en: { title: 'Offers' } } },
];

interface Visit {
  readonly method?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly language?: string;
  readonly acceptLanguage?: string;
  readonly token?: string;
  readonly known?: Partial<CustomerUpdated>;
  readonly bus?: KeptBus;
}

async function visit({ known, bus = new KeptBus(), ...request }: Visit = {}) {
  const table = memoryTable();
  if (known !== undefined) {
    const input = customerUpdated(known);
    const contact = { email: 'ada@example.com', name: 'Ada', at: day(0) };
    await decideBatch([{ customerId: 'c1', input, contact, acceptedAt: day(0) }], {
      table,
      rules: rulesWith({}),
    });
  }
  const response = await answerPreferences(
    {
      ...{ method: 'GET', token: signPreferencesLink('secret', { customerId: 'c1' }), body: '' },
      ...{ language: undefined, acceptLanguage: undefined },
      contentType: 'application/x-www-form-urlencoded',
      ...request,
    },
    {
      bus,
      clock: clockAt(day(5)),
      secrets: { get: async () => 'secret' },
      linkSecret: 'link',
      table,
      topics,
    },
  );
  return { ...response, bus, checked: checkedIn(response.html) };
}

const checkedIn = (html: string): readonly (string | undefined)[] =>
  [...html.matchAll(/name="on" value="([^"]+)" checked/g)].map(([, key]) => key);

const words = (bus: KeptBus) => {
  const event = shopEventSchema.parse(bus.entries[0]?.detail);
  return event.type === 'customer.updated' ? (event.data.consents ?? []) : [];
};

const granted = { channel: 'email', status: 'granted', source: 'checkout', at: day(0) } as const;

describe('the preference page', () => {
  it('shows what is on and changes nothing when it is only opened', async () => {
    const { status, checked, bus } = await visit({
      known: {
        reachable: { email: true },
        consents: [
          granted,
          { ...granted, topic: 'offers' },
          { ...granted, topic: 'news', status: 'withdrawn' },
        ],
      },
    });
    expect(status).toBe(200);
    expect(checked).toEqual(['email', 'email/offers']);
    expect(bus.entries).toEqual([]);
  });

  it('goes by the topics’ defaults where nothing was said', async () => {
    expect((await visit({ known: { consents: [granted] } })).checked).toEqual(['email', 'email/news']);
  });

  it('shows text messages to those who have a number', async () => {
    expect((await visit({ known: { reachable: { sms: true } } })).html).toContain('value="sms/news"');
    expect((await visit({ known: { consents: [granted] } })).html).not.toContain('value="sms');
  });

  it('saves all that was shown, with the words that were shown', async () => {
    const body = 'shown=email&shown=email/news&shown=email/offers&on=email&on=email/offers&do=save';
    const { status, html, checked, bus } = await visit({ method: 'POST', body });
    expect(status).toBe(200);
    expect(html).toContain('Saved.');
    expect(html).toContain('<title>Saved. It counts from now on. – What you get from us</title>');
    expect(checked).toEqual(['email', 'email/offers']);
    const said = { source: 'preference-page', at: new Date(day(5)).toISOString(), channel: 'email' };
    expect(words(bus)).toEqual([
      { ...said, status: 'granted', wording: 'Send me news by e-mail' },
      { ...said, topic: 'news', status: 'withdrawn', wording: 'News & more: Once a week' },
      { ...said, topic: 'offers', status: 'granted', wording: 'Offers' },
    ]);
  });

  it('shows what its link says was just said, until the state knows of it or of a later word', async () => {
    const justSaid = { at: day(2), isOn: { email: false, 'email/offers': true } };
    const token = signPreferencesLink('secret', { customerId: 'c1', justSaid });
    const shownFor = async (at: number, asked?: number) => {
      const words = asked === undefined ? [] : [{ ...granted, topic: 'offers', at: asked }];
      const consents = [{ ...granted, at }, ...words];
      return (await visit({ token, known: { occurredAt: at, reachable: { email: true }, consents } }))
        .checked;
    };
    expect((await visit({ token })).checked).toEqual(['email/news', 'email/offers']);
    expect(await shownFor(day(1))).toEqual(['email/news', 'email/offers']);
    expect(await shownFor(day(2))).toEqual(['email', 'email/news', 'email/offers']);
    expect(await shownFor(day(3), day(1))).toEqual(['email', 'email/news', 'email/offers']);
  });

  it('leads to the other language with what was just saved, which the state may not know yet', async () => {
    const body = 'shown=email&shown=email/news&on=email/news&do=save';
    const { html } = await visit({ method: 'POST', body, known: { consents: [granted] } });
    const token = /href="\?token=([\w.-]+)/.exec(html)?.[1] ?? '';
    expect(openPreferencesLink('secret', token)?.justSaid).toEqual({
      at: day(5),
      isOn: { email: false, 'email/news': true },
    });
    expect((await visit({ token, known: { consents: [granted] } })).checked).toEqual(['email/news']);
  });

  it('takes a form as multipart too', async () => {
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${part('shown', 'email')}${part('on', 'email')}--x--\r\n`;
    const { bus } = await visit({ method: 'POST', body, contentType: 'multipart/form-data; boundary=x' });
    expect(words(bus).map(({ status }) => status)).toEqual(['granted']);
  });

  it('leaves every channel that was shown when all is to stop', async () => {
    const body = 'shown=email&shown=email/news&shown=sms&on=email&on=email/news&on=sms&do=none';
    const { bus } = await visit({ method: 'POST', body });
    expect(words(bus).map(({ channel, topic, status }) => [channel, topic, status])).toEqual([
      ['email', undefined, 'withdrawn'],
      ['email', 'news', 'granted'],
      ['sms', undefined, 'withdrawn'],
    ]);
  });

  it('is the same event when the same form is sent twice at one instant', async () => {
    const bus = new KeptBus();
    for (const _ of [1, 2]) await visit({ method: 'POST', body: 'shown=email&on=email', bus });
    const ids = bus.entries.map(({ detail }) => shopEventSchema.parse(detail).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('changes nothing by a form that names nothing there is', async () => {
    for (const body of [
      '',
      'on=email',
      'shown=fax&on=fax',
      'List-Unsubscribe=One-Click',
      'x'.repeat(60_000),
    ]) {
      const { status, bus, html } = await visit({ method: 'POST', body });
      expect([body.slice(0, 20), status]).toEqual([body.slice(0, 20), 400]);
      expect(html).toContain('nothing has changed');
      expect(bus.entries).toEqual([]);
    }
  });

  it('shows nothing of who the customer is', async () => {
    const { html } = await visit({ known: { reachable: { email: true }, consents: [granted] } });
    expect(html).not.toContain('ada@example.com');
    expect(html).not.toContain('Ada');
    expect(html.replace(/token=[^&"]+/g, '')).not.toContain('c1');
  });

  it('speaks the customer’s language before the browser’s, and the one asked for before both', async () => {
    const known = { locale: 'zh-CN', consents: [granted] };
    expect((await visit({ known, acceptLanguage: 'en' })).html).toContain('<html lang="zh-CN">');
    expect((await visit({ known, acceptLanguage: 'en' })).html).toContain('资讯');
    expect((await visit({ acceptLanguage: 'zh-CN,zh;q=0.9' })).html).toContain('接收设置');
    expect((await visit({ known, language: 'en' })).html).toContain('News &#38; more');
  });

  it('asks to try again when the bus does not take the choice, which stays as it was made', async () => {
    const bus = new KeptBus();
    bus.refuses = () => true;
    const { status, checked, html } = await visit({ method: 'POST', body: 'shown=email&on=email', bus });
    expect([status, checked]).toEqual([503, ['email']]);
    expect(html).toContain('nothing has changed');
  });

  it('opens for nobody without a whole link', async () => {
    for (const token of ['', 'x', signPreferencesLink('another', { customerId: 'c1' })]) {
      const { status, html } = await visit({ token });
      expect(status).toBe(400);
      expect(html).not.toContain('<form');
    }
  });
});
