import { describe, expect, it } from 'vitest';
import { answerUnsubscribe } from '../../../../shared/app/unsubscribe/answer-unsubscribe.ts';
import { signLink } from '../../../../shared/app/unsubscribe/signed-link.ts';
import { shopEventSchema } from '../../../../shared/contracts/shop-event.ts';
import { clockAt, KeptBus } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';

const token = signLink('secret', { customerId: 'c1', channel: 'email' });

async function visit(method: string, options: { token?: string; language?: string; bus?: KeptBus } = {}) {
  const bus = options.bus ?? new KeptBus();
  const response = await answerUnsubscribe(
    { method, token: options.token ?? token, acceptLanguage: options.language },
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

  it('asks to try again when the bus does not take the wish', async () => {
    const bus = new KeptBus();
    bus.refuses = () => true;
    expect((await visit('POST', { bus })).status).toBe(503);
  });
});
