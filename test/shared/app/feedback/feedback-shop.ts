import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { handleInbound } from '../../../../shared/app/decide/handle-inbound.ts';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { tagsOf } from '../../../../shared/app/deliver/message-tags.ts';
import { handleFeedback } from '../../../../shared/app/feedback/handle-feedback.ts';
import { claimKey, stateKey } from '../../../../shared/app/item-keys.ts';
import { addressHash } from '../../../../shared/app/suppression/address-hash.ts';
import { readSuppression } from '../../../../shared/app/suppression/suppression.ts';
import type { Channel } from '../../../../shared/domain/channel.ts';
import { type Claim, claimSchema } from '../../../../shared/domain/message/claim.ts';
import type { MessageReference } from '../../../../shared/domain/message/message-reference.ts';
import type { Table } from '../../../../shared/ports.ts';
import { KeptQueue, KeptTexter } from '../../../support/fake-ports.ts';
import { customerUpdated, day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

export const SECRET = 'secret';
export const ADDRESS = 'ada@example.com';
export const NUMBER = '+12065550100';
const SENT_AT = day(100);

export const reference = (overrides: Partial<MessageReference> = {}): MessageReference => ({
  customerId: 'c1',
  campaign: 'win-back',
  step: 'offer',
  occurrence: 'o1',
  channel: 'email',
  ...overrides,
});

const sentClaim = ({ campaign, step, occurrence, channel }: MessageReference): Claim => ({
  status: 'sent',
  campaign,
  step,
  occurrence,
  channel,
  template: 'win-back',
  claimedAt: SENT_AT,
  claimant: 'x',
  settledAt: SENT_AT,
  providerMessageId: 'ses-1',
});

/** The `mail` part of what SES tells of a message. */
const mailOf = (of: MessageReference, to: string = ADDRESS) => ({
  timestamp: new Date(SENT_AT).toISOString(),
  messageId: 'ses-1',
  source: 'hello@shop.example',
  destination: [to],
  tags: Object.fromEntries(
    Object.entries(tagsOf({ ...of, template: 'win-back' })).map(([name, value]) => [name, [value]]),
  ),
});

/** What SES tells on the bus, so many seconds after the message was sent. */
export const sesEvent = (
  type: string,
  seconds: number,
  more: object = {},
  of = reference(),
  to = ADDRESS,
) => {
  const field = type === 'DeliveryDelay' ? 'deliveryDelay' : type.toLowerCase();
  const timestamp = new Date(SENT_AT + seconds * 1000).toISOString();
  return JSON.stringify({
    source: 'aws.ses',
    'detail-type': 'Email',
    detail: { eventType: type, mail: mailOf(of, to), [field]: { timestamp, ...more } },
  });
};

export const bounced = (bounceType: string, bounceSubType: string, seconds = 60, of = reference()) =>
  sesEvent(
    'Bounce',
    seconds,
    { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress: ADDRESS }] },
    of,
  );

export const smsEvent = (eventType: string, more: object = {}, of = reference({ channel: 'sms' })) =>
  JSON.stringify({
    source: 'aws.sms-voice',
    'detail-type': 'Text Message Delivery Status Updated',
    detail: {
      eventType,
      eventTimestamp: SENT_AT + 5_000,
      messageId: 'sms-1',
      destinationPhoneNumber: NUMBER,
      context: tagsOf({ ...of, template: 'win-back' }),
      ...more,
    },
  });

/** A text as SNS hands it over. */
export const inboundText = (body: string, id = 'in-1', seconds = 0, from = NUMBER) =>
  JSON.stringify({
    Type: 'Notification',
    Timestamp: new Date(SENT_AT + seconds * 1000).toISOString(),
    Message: JSON.stringify({
      originationNumber: from,
      destinationNumber: '+12065550199',
      messageKeyword: 'KEYWORD',
      messageBody: body,
      inboundMessageId: id,
      previousPublishedMessageId: 'sms-1',
    }),
  });

/** A customer who may be written to, some claims of theirs, and the handlers of feedback and decisions. */
export async function feedbackShop(
  claims: readonly Partial<Claim & MessageReference>[] = [{}],
  table: Table = memoryTable(),
) {
  const rules = rulesWith();
  const clock = { now: () => SENT_AT + 3_600_000 };
  const [inputs, feedback, deadLetters] = [new KeptQueue(), new KeptQueue(), new KeptQueue()];
  const texter = new KeptTexter();
  const update = customerUpdated({
    reachable: { email: true, sms: true },
    consents: (['email', 'sms'] as const).map((channel) => ({
      channel,
      status: 'granted',
      source: 'checkout',
      at: day(0),
    })),
  });
  const contact = { at: day(0), email: ADDRESS, phone: NUMBER };
  await decideBatch([{ customerId: 'c1', input: update, contact, acceptedAt: day(0) }], { table, rules });
  for (const overrides of claims) {
    const of = reference(overrides);
    const key = claimKey(of.customerId, of.campaign, of.step, of.occurrence);
    const { customerId: _, ...fields } = overrides;
    const body = claimSchema.parse({ ...sentClaim(of), ...fields });
    await table.transact([{ kind: 'put', condition: 'absent', item: { ...key, version: 1, body } }]);
  }
  const deps = {
    ...{ table, clock, inputs, feedback, deadLetters, texter },
    linkSecret: SECRET,
    publicUrl: 'https://mail.shop.example',
    shop: rules.shop,
  };
  return {
    ...deps,
    rules,
    take: (...bodies: readonly string[]) =>
      handleFeedback(
        bodies.map((body, position) => ({ messageId: String(position), body })),
        deps,
      ),
    /** Gives `decide` what has been put on its queue. */
    decide: async () => {
      const messages = inputs.messages.splice(0);
      return await handleInbound(
        messages.map(({ body }, position) => ({ messageId: String(position), body })),
        { table, rules: async () => rules, deadLetters, clock },
      );
    },
    claim: async (of = reference()) => {
      const item = await table.get(claimKey(of.customerId, of.campaign, of.step, of.occurrence));
      return item && { version: item.version, ...claimSchema.parse(item.body) };
    },
    state: async () => decodeState('c1', (await table.get(stateKey('c1')))?.body),
    suppression: (channel: Channel, address: string) =>
      readSuppression(channel, addressHash(SECRET, channel, address), table),
  };
}
