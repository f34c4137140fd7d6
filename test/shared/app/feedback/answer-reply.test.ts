import { describe, expect, it } from 'vitest';
import { addressHash } from '../../../../shared/app/suppression/address-hash.ts';
import { suppress } from '../../../../shared/app/suppression/suppression.ts';
import { feedbackShop, inboundText, NUMBER, SECRET } from './feedback-shop.ts';

const counted = async ({ table }: Awaited<ReturnType<typeof feedbackShop>>) =>
  (await table.query('report#feedback')).items.map(({ body }) => body);

describe('a text that a person sends', () => {
  it.each(['STOP', ' stop.', 'Unsubscribe!', 'ＳＴＯＰ', 'Arrêt', '退订', 'TD', 'opt-out', 'Revoke'])(
    'takes the number off for good: %s',
    async (body) => {
      const shop = await feedbackShop();
      expect(await shop.take(inboundText(body))).toEqual([]);
      expect(await shop.suppression('sms', NUMBER)).toMatchObject({
        reason: 'opted-out',
        promotionalOnly: false,
      });
    },
  );

  it('is confirmed once, however often it comes, and once only where they stop twice', async () => {
    const shop = await feedbackShop();
    await shop.take(inboundText('STOP'));
    await shop.take(inboundText('STOP'));
    await shop.take(inboundText('STOP', 'in-2', 60));
    expect(shop.texter.texts).toEqual([
      {
        to: NUMBER,
        body: 'Test shop: You are unsubscribed and will get no more texts. Reply START to get them again.',
        isPromotional: false,
        tags: { purpose: 'reply-stop' },
        timeToLiveSeconds: 300,
        country: 'US',
      },
    ]);
    expect(await counted(shop)).toEqual([{ 'reply.stop': 2 }]);
  });

  it('is answered in Chinese where it is Chinese', async () => {
    const shop = await feedbackShop();
    await shop.take(inboundText('帮助'));
    expect(shop.texter.texts[0]?.body).toMatch(/^【Test shop】如需帮助请联系/);
  });

  it('that asks for help gets the shop’s name and where to reach it, and changes nothing', async () => {
    const shop = await feedbackShop();
    await shop.take(inboundText('Help'));
    expect(shop.texter.texts[0]?.body).toBe(
      'Test shop: Help at 1 Test Street. Msg&data rates may apply. Reply STOP to end.',
    );
    expect(await shop.suppression('sms', NUMBER)).toBeUndefined();
  });

  it('that says START undoes a STOP', async () => {
    const shop = await feedbackShop();
    await shop.take(inboundText('STOP'));
    await shop.take(inboundText('Start', 'in-2', 60));
    expect(await shop.suppression('sms', NUMBER)).toBeUndefined();
    expect(shop.texter.texts.map(({ tags }) => tags.purpose)).toEqual(['reply-stop', 'reply-start']);
  });

  it('that says START late, after a STOP that was said later, undoes nothing', async () => {
    const shop = await feedbackShop();
    await shop.take(inboundText('STOP', 'in-2', 60));
    await shop.take(inboundText('START', 'in-1', 0));
    expect(await shop.suppression('sms', NUMBER)).toMatchObject({ reason: 'opted-out' });
  });

  it.each(['hard-bounce', 'erased', 'imported', 'complaint'] as const)(
    'that says STOP and then START brings back no number that is suppressed as %s',
    async (reason) => {
      const shop = await feedbackShop();
      await shop.table.transact([suppress('sms', addressHash(SECRET, 'sms', NUMBER), reason, 0)]);
      await shop.take(inboundText('STOP'));
      await shop.take(inboundText('START', 'in-2', 60));
      expect(await shop.suppression('sms', NUMBER)).toMatchObject({ reason });
      expect(shop.texter.texts).toEqual([]);
    },
  );

  it('that says anything else is counted as unread, and neither its text nor its number is kept', async () => {
    const shop = await feedbackShop();
    await shop.take(inboundText('Please stop by on Monday, Ada'));
    expect(await counted(shop)).toEqual([{ 'reply.unread': 1 }]);
    expect(shop.texter.texts).toEqual([]);
    const kept = await shop.table.query('reply#in-1');
    expect(kept.items.map(({ body }) => body)).toEqual([{ intent: 'unread', at: expect.any(Number) }]);
    expect(shop.deadLetters.messages).toEqual([]);
  });

  it('may come bare, without the frame of SNS', async () => {
    const shop = await feedbackShop();
    await shop.take(JSON.parse(inboundText('STOP')).Message);
    expect(await shop.suppression('sms', NUMBER)).toMatchObject({ reason: 'opted-out' });
  });
});
