import { describe, expect, it } from 'vitest';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import type { Claim } from '../../../../shared/domain/message/claim.ts';
import { day } from '../../../support/inputs.ts';
import { bounced, feedbackShop, NUMBER, reference, sesEvent, smsEvent } from './feedback-shop.ts';

const PERSON = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15';
const SENT_AT = day(100);

const opened = (seconds: number, more: object = {}) =>
  sesEvent('Open', seconds, { userAgent: PERSON, ...more });
const clicked = (seconds: number, link = 'https://shop.example/tea', more: object = {}) =>
  sesEvent('Click', seconds, { userAgent: PERSON, link, ...more });

describe('what SES tells of a mail', () => {
  it.each(['claimed', 'uncertain'] as const)('settles a claim that is %s as sent', async (status) => {
    const shop = await feedbackShop([{ status, reason: 'no answer', providerMessageId: undefined }]);
    expect(await shop.take(sesEvent('Send', 0))).toEqual([]);
    const claim = await shop.claim();
    expect(claim).toMatchObject({ status: 'sent', providerMessageId: 'ses-1', version: 2 });
    expect(claim?.reason).toBeUndefined();
  });

  it('writes nothing where nothing changes', async () => {
    const shop = await feedbackShop();
    await shop.take(sesEvent('Send', 0));
    expect((await shop.claim())?.version).toBe(1);
    await shop.take(sesEvent('Delivery', 5));
    await shop.take(sesEvent('Delivery', 5), sesEvent('Send', 0));
    expect(await shop.claim()).toMatchObject({
      version: 2,
      delivery: { status: 'delivered', at: SENT_AT + 5_000 },
    });
  });

  it('notes a delay, which a delivery ends and a late word of it does not bring back', async () => {
    const shop = await feedbackShop();
    await shop.take(sesEvent('DeliveryDelay', 60, { delayType: 'MailboxFull' }));
    expect(await shop.claim()).toMatchObject({ delivery: { status: 'delayed', reason: 'MailboxFull' } });
    await shop.take(sesEvent('Delivery', 90));
    await shop.take(sesEvent('DeliveryDelay', 70, { delayType: 'General' }));
    expect(await shop.claim()).toMatchObject({ delivery: { status: 'delivered' } });
  });

  it.each([
    ['Reject', { reason: 'Bad content' }, 'Bad content'],
    ['Rendering Failure', {}, 'rendering failure'],
  ])('rejects the claim at a %s', async (type, more, reason) => {
    const shop = await feedbackShop();
    const field = type === 'Reject' ? { reject: more } : { failure: more };
    const event = JSON.parse(sesEvent(type, 0));
    await shop.take(JSON.stringify({ ...event, detail: { ...event.detail, ...field } }));
    expect(await shop.claim()).toMatchObject({ status: 'rejected', reason });
  });

  it('puts all of one batch on the claim in one write', async () => {
    const shop = await feedbackShop();
    await shop.take(opened(60), sesEvent('Delivery', 5), sesEvent('Send', 0));
    expect(await shop.claim()).toMatchObject({ version: 2, delivery: { status: 'delivered' } });
  });
});

describe('a hard bounce', () => {
  it('suppresses the address for everybody and tells the state', async () => {
    const shop = await feedbackShop();
    await shop.take(bounced('Permanent', 'General'));
    expect(await shop.suppression('email', 'ADA@example.com ')).toMatchObject({ reason: 'hard-bounce' });
    expect(await shop.claim()).toMatchObject({
      delivery: { status: 'bounced', reason: 'Permanent/General' },
    });
    await shop.decide();
    expect((await shop.state()).suppressed).toEqual({
      email: { reason: 'hard-bounce', at: expect.any(Number) },
    });
  });

  it('told twice suppresses once', async () => {
    const shop = await feedbackShop();
    await shop.take(bounced('Permanent', 'General'));
    await shop.decide();
    const before = await shop.table.get(stateKey('c1'), { consistent: true });
    await shop.take(bounced('Permanent', 'General'));
    await shop.decide();
    expect(await shop.table.get(stateKey('c1'), { consistent: true })).toEqual(before);
  });

  it('of an address that the customer no longer has leaves the customer alone', async () => {
    const shop = await feedbackShop();
    const old = 'old@example.com';
    const more = { bounceType: 'Permanent', bounceSubType: 'General' };
    await shop.take(sesEvent('Bounce', 60, more, reference(), old));
    expect(await shop.suppression('email', old)).toMatchObject({ reason: 'hard-bounce' });
    expect(shop.inputs.messages).toEqual([]);
  });

  it('counts the same where SES holds the address on its own list', async () => {
    const shop = await feedbackShop();
    await shop.take(bounced('Transient', 'OnAccountSuppressionList'));
    expect(await shop.suppression('email', 'ada@example.com')).toMatchObject({ reason: 'hard-bounce' });
  });

  it('keeps the address from no reason that is graver', async () => {
    const shop = await feedbackShop();
    await shop.take(sesEvent('Complaint', 60, { complaintFeedbackType: 'abuse' }));
    await shop.take(bounced('Permanent', 'General', 90));
    expect(await shop.suppression('email', 'ada@example.com')).toMatchObject({ reason: 'complaint' });
  });
});

describe('a complaint', () => {
  it('suppresses the address and withdraws the consent', async () => {
    const shop = await feedbackShop();
    await shop.take(sesEvent('Complaint', 60, { complaintFeedbackType: 'abuse' }));
    await shop.decide();
    expect(await shop.suppression('email', 'ada@example.com')).toMatchObject({ reason: 'complaint' });
    const { suppressed, consents } = await shop.state();
    expect(suppressed).toMatchObject({ email: { reason: 'complaint' } });
    expect(consents).toMatchObject({
      email: { status: 'withdrawn', source: 'complaint' },
      sms: { status: 'granted' },
    });
  });

  it('that the recipient took back is none', async () => {
    const shop = await feedbackShop();
    await shop.take(sesEvent('Complaint', 60, { complaintFeedbackType: 'not-spam' }));
    expect(await shop.suppression('email', 'ada@example.com')).toBeUndefined();
    expect((await shop.claim())?.version).toBe(1);
    expect(shop.inputs.messages).toEqual([]);
  });
});

describe('soft bounces', () => {
  const steps = ['first', 'second', 'third'];
  const failing = (overrides: Partial<Claim> = {}) =>
    feedbackShop(steps.map((step) => ({ step, ...overrides })));

  it('suppress at the third message, not at the third word of one', async () => {
    const shop = await failing();
    for (const seconds of [60, 120, 180])
      await shop.take(bounced('Transient', 'MailboxFull', seconds, reference({ step: 'first' })));
    await shop.take(bounced('Transient', 'General', 200, reference({ step: 'second' })));
    await shop.decide();
    expect((await shop.state()).suppressed).toBeUndefined();
    expect((await shop.state()).softBounces?.email).toHaveLength(2);
    await shop.take(bounced('Transient', 'General', 300, reference({ step: 'third' })));
    await shop.decide();
    expect((await shop.state()).suppressed).toMatchObject({ email: { reason: 'soft-bounces' } });
  });

  it('begin anew once something has arrived', async () => {
    const shop = await feedbackShop(['first', 'second', 'arrives', 'third'].map((step) => ({ step })));
    await shop.take(bounced('Transient', 'General', 60, reference({ step: 'first' })));
    await shop.take(bounced('Transient', 'General', 90, reference({ step: 'second' })));
    await shop.take(sesEvent('Delivery', 120, {}, reference({ step: 'arrives' })));
    await shop.take(bounced('Transient', 'General', 180, reference({ step: 'third' })));
    await shop.decide();
    const { suppressed, softBounces } = await shop.state();
    expect(suppressed).toBeUndefined();
    expect(softBounces?.email?.map(({ message }) => message)).toEqual(['win-back/third/o1']);
  });

  it('that are about the mail and not the address do not count', async () => {
    const shop = await failing();
    for (const step of steps)
      await shop.take(bounced('Transient', 'MessageTooLarge', 60, reference({ step })));
    expect(shop.inputs.messages).toEqual([]);
  });
});

describe('openings and clicks', () => {
  it('of a person reach the customer once', async () => {
    const shop = await feedbackShop([{ delivery: { status: 'delivered', at: SENT_AT + 5_000 } }]);
    await shop.take(opened(60));
    await shop.take(opened(60), opened(90));
    expect(shop.inputs.messages.map(({ body }) => JSON.parse(body).detail)).toEqual([
      {
        id: expect.stringMatching(/^feedback-message\.opened-[\w-]{22}$/),
        type: 'message.opened',
        customerId: 'c1',
        occurredAt: new Date(SENT_AT + 60_000).toISOString(),
        data: { campaign: 'win-back', step: 'offer', occurrence: 'o1' },
      },
    ]);
    expect(await shop.decide()).toEqual([]);
    expect(shop.deadLetters.messages).toEqual([]);
    expect(await shop.claim()).toMatchObject({ openedAt: SENT_AT + 60_000 });
  });

  it.each([
    ['the provider says so', { isBotEvent: 'Likely' }, 60],
    ['a gateway names itself', { userAgent: 'Barracuda Sentinel (EE)' }, 60],
    ['nothing names itself', { userAgent: '' }, 60],
    ['it comes with the delivery', {}, 6],
  ])('of a machine are counted and are nobody’s where %s', async (_, more, seconds) => {
    const shop = await feedbackShop([{ delivery: { status: 'delivered', at: SENT_AT + 5_000 } }]);
    await shop.take(opened(seconds, more));
    await shop.take(opened(seconds, more), clicked(seconds, 'https://shop.example/a', more));
    expect(shop.inputs.messages).toEqual([]);
    expect(shop.feedback.messages).toEqual([]);
    const claim = await shop.claim();
    expect(claim).toMatchObject({ machineOpens: 1, clicks: [[expect.any(Number), expect.any(String), 1]] });
    expect(claim?.openedAt).toBeUndefined();
  });

  it('wait until clicks that follow at once are known: a single one is a person’s', async () => {
    const shop = await feedbackShop();
    await shop.take(clicked(60));
    expect(shop.inputs.messages).toEqual([]);
    const [again] = shop.feedback.messages.splice(0);
    expect(again?.delaySeconds).toBeGreaterThan(2);
    expect(again?.body).not.toMatch(/example/);
    await shop.take(again?.body ?? '');
    await shop.take(again?.body ?? '');
    const ids = shop.inputs.messages.map(({ body }) => JSON.parse(body).detail.id);
    expect(new Set(ids).size).toBe(1);
    expect(await shop.claim()).toMatchObject({ clickedAt: SENT_AT + 60_000 });
  });

  it('of a burst over several links are a machine’s, the first of them too', async () => {
    const shop = await feedbackShop();
    await shop.take(clicked(60, 'https://shop.example/1'));
    await shop.take(clicked(60.4, 'https://shop.example/2'));
    await shop.take(clicked(60.9, 'https://shop.example/3'), clicked(61, 'https://shop.example/4'));
    for (const { body } of shop.feedback.messages.splice(0)) await shop.take(body);
    expect(shop.inputs.messages).toEqual([]);
    const claim = await shop.claim();
    expect(claim?.clickedAt).toBeUndefined();
    expect(claim?.clicks?.map(([, , mark]) => mark)).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ['the unsubscribe page', 'https://mail.shop.example/unsubscribe?token=abc.def', {}],
    ['the preference page', 'https://mail.shop.example/preferences?token=abc', {}],
    [
      'a page that its tags call one',
      'https://elsewhere.example/leave',
      { linkTags: { purpose: ['unsubscribe'] } },
    ],
  ])('of a link to %s are no interest in the message', async (_, link, more) => {
    const shop = await feedbackShop();
    await shop.take(clicked(60, link, more));
    expect([...shop.feedback.messages, ...shop.inputs.messages]).toEqual([]);
  });
});

describe('what is told of a text', () => {
  const of = reference({ channel: 'sms' });
  const texting = () => feedbackShop([{ channel: 'sms', status: 'uncertain', providerMessageId: undefined }]);

  it.each(['TEXT_SUCCESSFUL', 'TEXT_DELIVERED'])('settles the claim at %s', async (type) => {
    const shop = await texting();
    await shop.take(smsEvent(type));
    expect(await shop.claim(of)).toMatchObject({ status: 'sent', delivery: { status: 'delivered' } });
  });

  it('suppresses a number that does not exist, also where the event does not name it', async () => {
    const shop = await texting();
    await shop.take(smsEvent('TEXT_INVALID', { destinationPhoneNumber: undefined }));
    expect(await shop.suppression('sms', NUMBER)).toMatchObject({ reason: 'hard-bounce' });
    await shop.decide();
    expect((await shop.state()).suppressed).toMatchObject({ sms: { reason: 'hard-bounce' } });
  });

  it.each(['TEXT_UNREACHABLE', 'TEXT_CARRIER_UNREACHABLE'])('counts %s as passing', async (type) => {
    const shop = await texting();
    await shop.take(smsEvent(type));
    await shop.decide();
    expect((await shop.state()).softBounces?.sms).toHaveLength(1);
    expect(await shop.suppression('sms', NUMBER)).toBeUndefined();
  });

  it.each(['TEXT_BLOCKED', 'TEXT_CARRIER_BLOCKED', 'TEXT_SPAM', 'TEXT_INVALID_MESSAGE', 'TEXT_TTL_EXPIRED'])(
    'only notes %s',
    async (type) => {
      const shop = await texting();
      await shop.take(smsEvent(type));
      expect(await shop.claim(of)).toMatchObject({ delivery: { status: 'failed', reason: type } });
      expect(shop.inputs.messages).toEqual([]);
    },
  );
});

describe('what cannot be read', () => {
  it.each([
    ['no JSON', 'hello'],
    ['another type of event', sesEvent('Levitation', 0)],
    ['another type of text event', smsEvent('TEXT_SUNG')],
    ['an event of another service', JSON.stringify({ source: 'aws.s3', 'detail-type': 'x', detail: {} })],
    ['a bounce without its reason', sesEvent('Bounce', 0)],
  ])('is parked with the reason, and no address in the reason: %s', async (_, body) => {
    const shop = await feedbackShop();
    expect(await shop.take(body)).toEqual([]);
    expect(shop.deadLetters.messages).toHaveLength(1);
    const parked = JSON.parse(shop.deadLetters.messages[0]?.body ?? '{}');
    expect(parked.body).toBe(body);
    expect(parked.reason).not.toMatch(/@|example/);
  });

  it('that concerns no message of ours is counted, and keeps the batch going', async () => {
    const shop = await feedbackShop();
    const other = reference({ customerId: 'nobody' });
    await shop.take(sesEvent('Delivery', 1, {}, other), sesEvent('Delivery', 5));
    expect(await shop.claim()).toMatchObject({ delivery: { status: 'delivered' } });
    const { items } = await shop.table.query('report#feedback');
    expect(items.map(({ body }) => body)).toEqual([{ 'unknown-message': 1 }]);
  });
});
