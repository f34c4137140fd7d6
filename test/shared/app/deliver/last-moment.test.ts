import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { handleOutbound } from '../../../../shared/app/deliver/handle-outbound.ts';
import { createMailWriter } from '../../../../shared/app/deliver/write-mail.ts';
import { createTextWriter } from '../../../../shared/app/deliver/write-text.ts';
import { claimKey } from '../../../../shared/app/item-keys.ts';
import type { Halt } from '../../../../shared/domain/campaign/campaign-control.ts';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { SendingRules } from '../../../../shared/domain/campaign/sending-rules.ts';
import { withControls } from '../../../../shared/domain/compiled-rules.ts';
import type { MessageOrder } from '../../../../shared/domain/message/message-order.ts';
import { KeptMailer, KeptQueue, KeptTexter } from '../../../support/fake-ports.ts';
import { customerUpdated, day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Noon in UTC on a Tuesday; in Tokyo it is nine in the evening. */
const NOON = Date.UTC(2026, 5, 30, 12);

const order = messageOrder({
  campaign: 'news',
  step: 'first',
  template: 'note',
  offer: { percent: 10 },
  entry: { total: 49.5 },
  requestedAt: NOON,
});

interface Circumstances {
  readonly campaign?: Partial<CampaignRules>;
  readonly quiet?: Partial<SendingRules['quietHours']>;
  readonly halts?: readonly Halt[];
  readonly consents?: Readonly<Partial<Record<'email' | 'sms', 'granted' | 'withdrawn'>>>;
  readonly timeZone?: string;
  readonly isHeld?: boolean;
}

const sms = '{{ shop.name }}: {{ offer.percent }} % off, {{ event.total }}';

/** A customer with an address and a number, and a queue of orders that delivery takes from. */
async function opened(circumstances: Circumstances = {}) {
  const { consents = { email: 'granted', sms: 'granted' }, timeZone = 'UTC', halts = [] } = circumstances;
  const table = memoryTable();
  const rules = withControls(
    rulesWith({
      campaigns: [campaign({ name: 'news', ...circumstances.campaign })],
      sending: {
        caps: [],
        quietHours: { email: [], sms: [], ...circumstances.quiet },
        costs: { email: 0, sms: 0 },
      },
    }),
    [{ campaign: 'news', since: Number.NEGATIVE_INFINITY, halts }],
  );
  const update = customerUpdated({
    reachable: { email: true, sms: true },
    timeZone,
    consents: (['email', 'sms'] as const).flatMap((channel) => {
      const status = consents[channel];
      return status === undefined ? [] : [{ channel, status, source: 'checkout', at: day(0) }];
    }),
  });
  const contact = { at: day(0), email: 'ada@example.com', phone: '+12065550100' };
  await decideBatch([{ customerId: 'c1', input: update, contact, acceptedAt: day(0) }], { table, rules });

  let now = NOON;
  const writing = {
    templates: {
      note: { en: { email: { subject: 'Hi', preheader: 'Hi', html: '<p>Hi</p>', text: 'Hi' }, sms } },
    },
    linkSecret: 'secret',
    publicUrl: 'https://shop.example',
  };
  const mailer = new KeptMailer();
  const texter = new KeptTexter();
  const outbound = new KeptQueue();
  const deliver = async (overrides: { readonly [Field in keyof MessageOrder]?: unknown } = {}, at = NOON) => {
    now = at;
    return await handleOutbound([{ messageId: '1', body: JSON.stringify({ ...order, ...overrides }) }], {
      table,
      rules: async () => rules,
      clock: { now: () => now, isHeld: () => circumstances.isHeld === true },
      mailer,
      texter,
      outbound,
      deadLetters: new KeptQueue(),
      linkSecret: 'secret',
      writeMail: createMailWriter({ ...writing, sender: 'hello@shop.example' }),
      writeText: createTextWriter(writing),
    });
  };
  const claim = async () => (await table.get(claimKey('c1', 'news', 'first', 'o1')))?.body;
  return { deliver, claim, mailer, texter, outbound };
}

const paused = (from: number, to?: number): Halt => ({
  kind: 'paused',
  from,
  ...(to !== undefined && { to }),
});

describe('a campaign that people have halted', () => {
  it('keeps its message back while it is paused, without a claim, and sends it once it goes on', async () => {
    const { deliver, claim, mailer, outbound } = await opened({ halts: [paused(NOON, NOON + HOUR)] });
    expect(await deliver()).toEqual([]);
    expect(await claim()).toBeUndefined();
    expect(outbound.messages).toEqual([{ body: JSON.stringify(order), groupId: 'news', delaySeconds: 900 }]);
    await deliver({}, NOON + HOUR);
    expect(mailer.mails).toHaveLength(1);
    expect(await claim()).toMatchObject({ status: 'sent' });
  });

  it('waits no longer than to the end of the pause where that is known', async () => {
    const { deliver, outbound } = await opened({ halts: [paused(NOON - HOUR, NOON + 90_500)] });
    await deliver();
    expect(outbound.messages[0]?.delaySeconds).toBe(91);
  });

  it('lets what was kept back expire, with a record', async () => {
    const { deliver, claim, outbound } = await opened({ halts: [paused(NOON)] });
    await deliver({}, order.expiresAt - MINUTE);
    // Looked at again when it has expired, and not a quarter of an hour later.
    expect(outbound.messages[0]?.delaySeconds).toBe(61);
    await deliver({}, order.expiresAt + 1);
    expect(await claim()).toMatchObject({ status: 'expired' });
  });

  it('withdraws its message when it is stopped, transactional too, and when it was meanwhile', async () => {
    const stopped: Halt = { kind: 'stopped', from: NOON + MINUTE, to: NOON + HOUR };
    for (const at of [NOON + 2 * MINUTE, NOON + 2 * HOUR]) {
      const { deliver, claim, mailer } = await opened({ halts: [stopped] });
      await deliver({ isPromotional: false }, at);
      expect(await claim()).toMatchObject({ status: 'withdrawn', reason: 'campaign-stopped' });
      expect(mailer.mails).toEqual([]);
    }
    const { deliver, mailer } = await opened({ halts: [stopped] });
    await deliver({ requestedAt: NOON + HOUR }, NOON + HOUR);
    expect(mailer.mails).toHaveLength(1);
  });

  it('is known by the name that it had before', async () => {
    const { deliver, outbound } = await opened({
      campaign: { formerNames: ['newsletter'] },
      halts: [paused(NOON)],
    });
    await deliver({ campaign: 'newsletter' });
    expect(outbound.messages).toHaveLength(1);
  });

  it('sends what a campaign that is gone from the files had asked for', async () => {
    const { deliver, mailer } = await opened();
    await deliver({ campaign: 'gone' });
    expect(mailer.mails).toHaveLength(1);
  });
});

describe("the customer's clock", () => {
  const EVENING = { fromMinute: 20 * 60, toMinute: 9 * 60 };

  it('keeps promotion back in quiet hours until they end, when it goes', async () => {
    const { deliver, claim, mailer, outbound } = await opened({
      quiet: { email: [EVENING] },
      timeZone: 'Asia/Tokyo',
    });
    await deliver();
    expect([await claim(), outbound.messages[0]?.delaySeconds]).toEqual([undefined, 900]);
    // Nine in the morning in Tokyo.
    const morning = Date.UTC(2026, 6, 1);
    await deliver({}, morning - 10_000);
    expect(outbound.messages[1]?.delaySeconds).toBe(10);
    await deliver({}, morning);
    expect(mailer.mails).toHaveLength(1);
  });

  it('keeps it back outside of the hours of its campaign, on this channel', async () => {
    const sendHours = [{ fromMinute: 13 * 60, toMinute: 14 * 60 }];
    const { deliver, texter, outbound } = await opened({
      campaign: { sendHours, steps: [sendStep({ channels: ['sms'] })] },
    });
    await deliver({ channel: 'sms' });
    await deliver({ channel: 'sms' }, NOON + HOUR);
    expect([outbound.messages.length, texter.texts.length]).toEqual([1, 1]);
  });

  it('is none of the business of what is no promotion', async () => {
    const { deliver, mailer } = await opened({
      campaign: { purpose: 'transactional' },
      quiet: { email: [EVENING] },
      timeZone: 'Asia/Tokyo',
    });
    await deliver({ isPromotional: false });
    expect(mailer.mails).toHaveLength(1);
  });

  it('is not asked again while a history is lived through, and nothing expires: decide has asked', async () => {
    const { deliver, mailer } = await opened({ quiet: { email: [EVENING] }, isHeld: true });
    await deliver({}, order.expiresAt + 10 * HOUR);
    expect(mailer.mails).toHaveLength(1);
  });
});

describe('consent at the last moment', () => {
  it('is needed for promotion on the very channel, and for nothing else', async () => {
    const mailOnly = { consents: { email: 'granted' } } as const;
    const { deliver, claim, texter } = await opened(mailOnly);
    await deliver({ channel: 'sms' });
    expect(texter.texts).toEqual([]);
    expect(await claim()).toMatchObject({ status: 'withdrawn', reason: 'no-consent', channel: 'sms' });
    const other = await opened(mailOnly);
    await other.deliver({ channel: 'sms', isPromotional: false });
    expect(other.texter.texts).toHaveLength(1);
  });
});

describe('a text message', () => {
  it('goes to the number, filled, with what it is billed as on record', async () => {
    const { deliver, claim, texter } = await opened();
    await deliver({ channel: 'sms' }, NOON + 12 * HOUR);
    expect(texter.texts).toEqual([
      {
        to: '+12065550100',
        body: 'Test shop: 10 % off, 49.5 Reply STOP to opt out',
        country: 'US',
        isPromotional: true,
        tags: expect.objectContaining({ campaign: 'news', step: 'first', template: 'note' }),
        timeToLiveSeconds: 60 * 3600,
      },
    ]);
    expect(await claim()).toMatchObject({
      status: 'sent',
      channel: 'sms',
      locale: 'en',
      parts: 1,
      country: 'US',
    });
  });

  it('is left uncertain where nobody knows whether it was taken', async () => {
    const { deliver, claim, texter } = await opened();
    texter.answer = () => {
      throw new Error('socket hang up');
    };
    await deliver({ channel: 'sms' });
    expect(await claim()).toMatchObject({ status: 'uncertain' });
  });

  it('is given up where it cannot be filled, or there is none', async () => {
    const { deliver, claim } = await opened();
    await deliver({ channel: 'sms', offer: {} });
    expect(await claim()).toMatchObject({
      status: 'unrenderable',
      reason: 'note/en, sms offer.percent: nothing to fill it with',
    });
    const other = await opened();
    await other.deliver({ channel: 'sms', template: 'other' });
    expect(await other.claim()).toMatchObject({ status: 'unrenderable' });
  });
});

describe('a mail', () => {
  it('can be unsubscribed from with one click only where it is promotion', async () => {
    const { deliver, mailer } = await opened();
    await deliver();
    await deliver({ isPromotional: false, occurrence: 'o2' });
    const [promotion, invoice] = mailer.mails.map(({ raw }) => new TextDecoder().decode(raw));
    expect(promotion).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(invoice).not.toContain('List-Unsubscribe');
  });
});

describe('handing an order back', () => {
  it('leaves it in the queue where that fails', async () => {
    const { deliver, outbound } = await opened({ halts: [paused(NOON)] });
    outbound.send = async () => {
      throw new Error('no queue');
    };
    expect(await deliver()).toEqual([{ messageId: '1', reason: expect.stringContaining('no queue') }]);
  });

  it('reads the orders of an earlier release, which were all promotion', async () => {
    const { deliver, claim } = await opened({ consents: {} });
    await deliver({ isPromotional: undefined, offer: undefined, entry: undefined });
    expect(await claim()).toMatchObject({ status: 'withdrawn', reason: 'no-consent' });
  });
});
