import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { decodeJournalEntry } from '../../../../shared/app/decide/journal-document.ts';
import { tagsOf } from '../../../../shared/app/deliver/message-tags.ts';
import { readProviderMessage } from '../../../../shared/app/feedback/read-provider-message.ts';
import { JOURNAL_PREFIX } from '../../../../shared/app/item-keys.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
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

const parkedSchema = z.object({ parkedAt: z.iso.datetime(), reason: z.string(), body: z.string() });

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

interface Expected {
  /** What the claim says after it, beside that it was sent. */
  readonly claim: object;
  /** What `decide` gets to know of the customer. */
  readonly input?: Input['kind'];
  /** What became true of them: the samples are older than their consents, and the message is not in their state. */
  readonly facts: readonly Fact['kind'][];
}

const NOTHING: Expected = { claim: { status: 'sent', version: 1 }, facts: [] };
const DELIVERED: Expected = { claim: { delivery: { status: 'delivered' } }, facts: [] };
const BOUNCED: Expected = {
  claim: { delivery: { status: 'bounced', reason: 'Permanent/General' } },
  input: 'address.suppressed',
  facts: ['address.suppressed'],
};
const COMPLAINED: Expected = {
  claim: { delivery: { status: 'complained', reason: 'abuse' } },
  input: 'address.suppressed',
  facts: ['address.suppressed'],
};

/** What each record of an event comes to; SES hands it over by SNS and by Firehose. */
const EXPECTED_OF_RECORD: Readonly<Record<string, Expected>> = {
  bounce: BOUNCED,
  click: {
    claim: { clicks: [[1_502_322_685_570, expect.any(String)]] },
    input: 'message.clicked',
    facts: [],
  },
  complaint: COMPLAINED,
  delivery: DELIVERED,
  deliverydelay: {
    claim: { delivery: { status: 'delayed', reason: 'TransientCommunicationFailure' } },
    facts: [],
  },
  open: { claim: { openedAt: 1_502_316_019_652 }, input: 'message.opened', facts: [] },
  reject: { claim: { status: 'rejected', reason: 'Bad content' }, facts: [] },
  'rendering-failure': { claim: { status: 'rejected', reason: 'rendering failure' }, facts: [] },
  send: NOTHING,
  subscription: NOTHING,
};

/** By file: one that is not named here fails, and so does a name without a file. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  ...Object.fromEntries(
    ['firehose', 'sns'].flatMap((by) =>
      Object.entries(EXPECTED_OF_RECORD).map(([record, expected]) => [
        `event-${by}--${record}-record.json`,
        expected,
      ]),
    ),
  ),
  'feedback-notification--amazon-sns-delivery-notification-example.json': DELIVERED,
  'feedback-notification--bounce-notification-with-a-dsn.json': BOUNCED,
  'feedback-notification--bounce-notification-without-a-dsn.json': BOUNCED,
  'feedback-notification--complaint-notification-with-a-feedback-report.json': COMPLAINED,
  'feedback-notification--complaint-notification-without-a-feedback-report.json': COMPLAINED,
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
    const files = readdirSync(folder);
    const payloadOf = (file: string) =>
      payloadSchema.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));

    it('are all expected here, and all that are expected are there', () => {
      expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
    });

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
      'come to the right facts and leave no address in claim, state or facts, with a reference of ours: %s',
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
        // A click is judged once those after it are known.
        const later = shop.feedback.messages.splice(0).map(({ body }) => body);
        expect(await shop.take(...later)).toEqual([]);
        expect(await shop.decide()).toEqual([]);
        const expected = EXPECTED[file];
        expect(await shop.claim()).toMatchObject({ status: 'sent', ...expected?.claim });
        expect(shop.deadLetters.messages).toEqual([]);
        const kept = await shop.table.query('customer#c1');
        const own = kept.items.filter(({ sk }) => sk !== 'contact');
        const entries = own
          .filter(({ sk }) => sk.startsWith(JOURNAL_PREFIX) && !sk.endsWith('update-1'))
          .map(({ sk, body }) => decodeJournalEntry('c1', sk.slice(JOURNAL_PREFIX.length), body));
        expect(entries.map(({ input }) => input.kind)).toEqual(expected?.input ? [expected.input] : []);
        const facts = entries.flatMap((entry) => entry.facts).map(({ kind }) => kind);
        expect(facts).toEqual(expected?.facts);
        expect(own.length).toBeGreaterThanOrEqual(3);
        expect(JSON.stringify(own)).not.toMatch(/@|recipient|jane|richard/);
      },
    );

    it('are parked with the reason once SES tells of a type that is not known yet', async () => {
      const shop = await feedbackShop();
      const bodies = files
        .map(payloadOf)
        .map(({ eventType: _, notificationType: __, ...payload }) =>
          JSON.stringify({ ...payload, eventType: 'Levitation' }),
        );
      expect(await shop.take(...bodies)).toEqual([]);
      const parked = shop.deadLetters.messages.map(({ body }) => parkedSchema.parse(JSON.parse(body)));
      expect(parked.map(({ body }) => body)).toEqual(bodies);
      expect(new Set(parked.map(({ reason }) => reason))).toEqual(
        new Set(['SES tells of a type of event that is not known here.']),
      );
    });

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

    it('is all that there is of them, with the list of their types', () => {
      expect(readdirSync(dirname(path ?? '')).toSorted()).toEqual(
        [basename(path ?? ''), basename(types ?? '')].toSorted(),
      );
    });

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
