import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { tagsOf } from '../../../../shared/app/deliver/message-tags.ts';
import { readProviderMessage } from '../../../../shared/app/feedback/read-provider-message.ts';
import type { ProviderEvent } from '../../../../shared/domain/feedback/provider-event.ts';
import { describeWithData } from '../../../support/real-data.ts';
import { ADDRESS, feedbackShop, reference } from './feedback-shop.ts';

const payloadSchema = z.looseObject({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.looseObject({
    destination: z.array(z.string()),
    tags: z.record(z.string(), z.array(z.string())).optional(),
  }),
});

/** What each type of event comes to in this reader. */
const KIND_OF_TYPE: Readonly<Record<string, ProviderEvent['kind']>> = {
  Send: 'accepted',
  Delivery: 'delivered',
  DeliveryDelay: 'delayed',
  Bounce: 'failed',
  Complaint: 'complained',
  Reject: 'refused',
  'Rendering Failure': 'refused',
  Open: 'opened',
  Click: 'clicked',
  Subscription: 'noted',
};

const read = (body: string): ProviderEvent => {
  const result = readProviderMessage(body, Date.UTC(2026, 0, 1));
  if (result.status !== 'event')
    throw new Error(`${result.status}: ${'reason' in result ? result.reason : ''}`);
  return result.event;
};

describeWithData(
  'the payloads in SES’s documentation',
  ['payloads/ses/event-sns--bounce-record.json'],
  (path) => {
    const folder = dirname(path ?? '');
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const payloadOf = (file: string) =>
      payloadSchema.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));

    it('are of every type of event', () => {
      const types = new Set(files.map(payloadOf).map(({ eventType }) => eventType));
      for (const type of Object.keys(KIND_OF_TYPE)) expect(types).toContain(type);
    });

    it.each(files)('are read, bare, by SNS and by the bus: %s', (file) => {
      const payload = payloadOf(file);
      const bare = read(JSON.stringify(payload));
      expect(bare.kind).toBe(KIND_OF_TYPE[payload.eventType ?? payload.notificationType ?? '']);
      expect(bare.at).toBeGreaterThan(Date.UTC(2015, 0, 1));
      expect(bare.addresses.length).toBeGreaterThan(0);
      expect(bare.reference).toBeUndefined();
      const Timestamp = '2026-01-01T00:00:00.000Z';
      expect(
        read(JSON.stringify({ Type: 'Notification', Timestamp, Message: JSON.stringify(payload) })),
      ).toEqual(bare);
      expect(read(JSON.stringify({ source: 'aws.ses', 'detail-type': 'x', detail: payload }))).toEqual(bare);
    });

    it.each(files)(
      'leave no address in claim, state or facts, with a reference of ours: %s',
      async (file) => {
        const payload = payloadOf(file);
        const tags = Object.fromEntries(
          Object.entries(tagsOf({ ...reference(), template: 'win-back' })).map(([name, value]) => [
            name,
            [value],
          ]),
        );
        const mail = { ...payload.mail, destination: [ADDRESS], tags: { ...payload.mail.tags, ...tags } };
        const shop = await feedbackShop();
        expect(await shop.take(JSON.stringify({ ...payload, mail }))).toEqual([]);
        expect(await shop.decide()).toEqual([]);
        expect(shop.deadLetters.messages).toEqual([]);
        const kept = await shop.table.query('customer#c1');
        const own = kept.items.filter(({ sk }) => sk !== 'contact');
        expect(own.length).toBeGreaterThanOrEqual(3);
        expect(JSON.stringify(own)).not.toMatch(/@|recipient|jane|richard/);
      },
    );

    it('suppress the address of a permanent bounce and of a complaint even without a reference', async () => {
      for (const [file, reason] of [
        ['event-sns--bounce-record.json', 'hard-bounce'],
        ['event-sns--complaint-record.json', 'complaint'],
        ['feedback-notification--complaint-notification-with-a-feedback-report.json', 'complaint'],
      ] as const) {
        const payload = payloadOf(file);
        const shop = await feedbackShop();
        await shop.take(JSON.stringify(payload));
        const [address = ''] = read(JSON.stringify(payload)).addresses;
        expect(await shop.suppression('email', address)).toMatchObject({ reason });
      }
    });
  },
);

describeWithData(
  'the payload in AWS End User Messaging’s documentation',
  ['payloads/sms/sms-event-text-successful.json', 'payloads/sms/event-types.md'],
  (path, types) => {
    const payload = z.looseObject({}).parse(JSON.parse(readFileSync(path ?? '', 'utf8')));

    it('is read as a delivery', () => {
      expect(read(JSON.stringify(payload))).toMatchObject({ kind: 'delivered', at: 1_686_975_103_470 });
    });

    it('is read with every type of event that there is', () => {
      const named = new Set(readFileSync(types ?? '', 'utf8').match(/TEXT_[A-Z_]+/g));
      named.delete('TEXT_ALL');
      expect(named.size).toBeGreaterThan(10);
      for (const eventType of named)
        expect(read(JSON.stringify({ ...payload, eventType })).kind).toMatch(/\w/);
    });
  },
);
