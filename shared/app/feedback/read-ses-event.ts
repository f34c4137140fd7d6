import * as z from 'zod';
import type { ProviderNews } from '../../domain/feedback/provider-event.ts';
import { referenceOfTags } from '../deliver/message-tags.ts';
import { type ReadFeedback, readingOf } from './read-feedback.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const recipients = z.array(z.object({ emailAddress: z.string() })).default([]);
/** A word of the provider's own lists. Nothing else of what mail servers say is kept, for they quote addresses. */
const word = z.string().transform((text) => (/^[A-Za-z][A-Za-z -]{0,39}$/.test(text) ? text : 'other'));
const bot = z.enum(['Likely', 'Unlikely']).optional().catch(undefined);

const mailSchema = z.object({
  messageId: z.string().min(1),
  timestamp: instant,
  destination: z.array(z.string()).default([]),
  tags: z.record(z.string(), z.array(z.string())).default({}),
});

/** A field is there for its own type of event alone; what else SES says is passed over. */
const shapes = {
  Send: z.object({}),
  Delivery: z.object({ delivery: z.object({ timestamp: instant }) }),
  DeliveryDelay: z.object({ deliveryDelay: z.object({ timestamp: instant, delayType: word }) }),
  Bounce: z.object({
    bounce: z.object({
      bounceType: word,
      bounceSubType: word.default('Undetermined'),
      bouncedRecipients: recipients,
      timestamp: instant,
    }),
  }),
  Complaint: z.object({
    complaint: z.object({
      complainedRecipients: recipients,
      timestamp: instant,
      complaintFeedbackType: word.nullish(),
      complaintSubType: word.nullish(),
    }),
  }),
  Reject: z.object({ reject: z.object({ reason: word.default('other') }) }),
  'Rendering Failure': z.object({ failure: z.object({}) }),
  Open: z.object({
    open: z.object({ timestamp: instant, userAgent: z.string().default(''), isBotEvent: bot }),
  }),
  Click: z.object({
    click: z.object({
      timestamp: instant,
      userAgent: z.string().default(''),
      isBotEvent: bot,
      link: z.string().default(''),
      linkTags: z.record(z.string(), z.array(z.string())).nullish(),
    }),
  }),
  Subscription: z.object({ subscription: z.object({ timestamp: instant }) }),
} as const;

const frameSchema = z
  .object({
    eventType: z.string().optional(),
    /** The older notifications of an identity: the same bodies, without tags and so without a reference. */
    notificationType: z.string().optional(),
    mail: mailSchema,
  })
  .refine(({ eventType, notificationType }) => eventType !== undefined || notificationType !== undefined, {
    path: ['eventType'],
    error: 'is missing',
  });

type Told = ProviderNews & { readonly at: number; readonly addresses?: readonly string[] };

/** Reads what SES tells of a mail: event publishing, or an identity's own notification. */
export function readSesEvent(detail: unknown): ReadFeedback {
  return readingOf(() => {
    const { mail, eventType, notificationType } = frameSchema.parse(detail);
    const type = eventType ?? notificationType ?? '';
    const told = tell(type, detail, mail.timestamp);
    if (told === undefined)
      return { status: 'unreadable', reason: 'SES tells of a type of event that is not known here.' };
    const { addresses = mail.destination, ...news } = told;
    const reference = referenceOfTags(mail.tags);
    return {
      status: 'event',
      event: {
        ...news,
        providerMessageId: mail.messageId,
        // One recipient a mail, so it is the one; who is named beside them may only share the domain.
        addresses: mail.destination.length === 1 ? mail.destination : addresses,
        ...(reference !== undefined && { reference }),
      },
    };
  });
}

function tell(type: string, detail: unknown, sentAt: number): Told | undefined {
  switch (type) {
    case 'Send':
      return { kind: 'accepted', at: sentAt };
    case 'Delivery':
      return { kind: 'delivered', at: shapes.Delivery.parse(detail).delivery.timestamp };
    case 'DeliveryDelay': {
      const { timestamp, delayType } = shapes.DeliveryDelay.parse(detail).deliveryDelay;
      return { kind: 'delayed', at: timestamp, reason: delayType };
    }
    case 'Bounce': {
      const { bounce } = shapes.Bounce.parse(detail);
      return {
        kind: 'failed',
        at: bounce.timestamp,
        isBounce: true,
        fault: faultOf(bounce.bounceType, bounce.bounceSubType),
        reason: `${bounce.bounceType}/${bounce.bounceSubType}`,
        addresses: bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress),
      };
    }
    case 'Complaint': {
      const { complaint } = shapes.Complaint.parse(detail);
      return {
        kind: 'complained',
        at: complaint.timestamp,
        reason: complaint.complaintFeedbackType ?? complaint.complaintSubType ?? 'abuse',
        isWithdrawn: complaint.complaintFeedbackType === 'not-spam',
        addresses: complaint.complainedRecipients.map(({ emailAddress }) => emailAddress),
      };
    }
    case 'Reject':
      return { kind: 'refused', at: sentAt, reason: shapes.Reject.parse(detail).reject.reason };
    case 'Rendering Failure':
      shapes['Rendering Failure'].parse(detail);
      return { kind: 'refused', at: sentAt, reason: 'rendering failure' };
    case 'Open': {
      const { timestamp, userAgent, isBotEvent } = shapes.Open.parse(detail).open;
      return { kind: 'opened', at: timestamp, userAgent, ...machine(isBotEvent) };
    }
    case 'Click': {
      const { timestamp, userAgent, isBotEvent, link, linkTags } = shapes.Click.parse(detail).click;
      return {
        kind: 'clicked',
        at: timestamp,
        userAgent,
        link,
        linkTags: linkTags ?? {},
        ...machine(isBotEvent),
      };
    }
    case 'Subscription':
      // SES's own lists are not used: consent is kept here, and a mail's links lead here.
      return {
        kind: 'noted',
        at: shapes.Subscription.parse(detail).subscription.timestamp,
        reason: "SES's own subscription lists are not used",
      };
    default:
      return undefined;
  }
}

const machine = (isBotEvent: 'Likely' | 'Unlikely' | undefined) =>
  isBotEvent === undefined ? {} : { isMachine: isBotEvent === 'Likely' };

/** Bounces that say something of the mail and nothing of the address. */
const MESSAGE_AT_FAULT = new Set(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected']);

/** Permanent, with those on the account's suppression list: never. Transient or not determined: perhaps next time. */
function faultOf(bounceType: string, bounceSubType: string): 'hard' | 'soft' | 'message' {
  if (bounceType === 'Permanent' || bounceSubType === 'OnAccountSuppressionList') return 'hard';
  return MESSAGE_AT_FAULT.has(bounceSubType) ? 'message' : 'soft';
}
