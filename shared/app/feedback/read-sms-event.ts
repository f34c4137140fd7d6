import * as z from 'zod';
import type { ProviderNews } from '../../domain/feedback/provider-event.ts';
import { referenceOfTags } from '../deliver/message-tags.ts';
import { type ReadFeedback, readingOf } from './read-feedback.ts';

const smsEventSchema = z.object({
  eventType: z.string().min(1),
  eventTimestamp: z.int(),
  messageId: z.string().min(1),
  /** In some countries and on the bus it may be absent. */
  destinationPhoneNumber: z.string().optional(),
  context: z.record(z.string(), z.string()).default({}),
});

const failed = (fault: 'hard' | 'soft' | 'message'): ((reason: string) => ProviderNews) => {
  return (reason) => ({ kind: 'failed', fault, reason, isBounce: false });
};

/**
 * What follows from each type of event (AWS End User Messaging, "Event types for SMS"). The number does not exist: hard. The phone
 * is off or its carrier cannot be reached: soft, for it passes. Blocked by a carrier, a filter or the account's own
 * rules: the number is not to blame.
 */
const NEWS: Readonly<Record<string, (reason: string) => ProviderNews>> = {
  TEXT_QUEUED: () => ({ kind: 'accepted' }),
  TEXT_PENDING: () => ({ kind: 'accepted' }),
  TEXT_SENT: () => ({ kind: 'accepted' }),
  TEXT_SUCCESSFUL: () => ({ kind: 'delivered' }),
  TEXT_DELIVERED: () => ({ kind: 'delivered' }),
  TEXT_INVALID: failed('hard'),
  TEXT_UNREACHABLE: failed('soft'),
  TEXT_CARRIER_UNREACHABLE: failed('soft'),
  TEXT_TTL_EXPIRED: failed('message'),
  TEXT_INVALID_MESSAGE: failed('message'),
  TEXT_BLOCKED: failed('message'),
  TEXT_CARRIER_BLOCKED: failed('message'),
  TEXT_PROTECT_BLOCKED: failed('message'),
  TEXT_SPAM: failed('message'),
  // After 72 hours nobody knows any more; it may well have arrived.
  TEXT_UNKNOWN: (reason) => ({ kind: 'noted', reason }),
};

/** Reads what AWS End User Messaging tells of a text that was sent. */
export function readSmsEvent(detail: unknown): ReadFeedback {
  return readingOf(() => {
    const { eventType, eventTimestamp, messageId, destinationPhoneNumber, context } =
      smsEventSchema.parse(detail);
    const tell = NEWS[eventType];
    if (tell === undefined)
      return { status: 'unreadable', reason: 'A text has a type of event that is not known here.' };
    const reference = referenceOfTags(context);
    return {
      status: 'event',
      event: {
        ...tell(eventType),
        at: eventTimestamp,
        providerMessageId: messageId,
        addresses: destinationPhoneNumber === undefined ? [] : [destinationPhoneNumber],
        ...(reference !== undefined && { reference }),
      },
    };
  });
}
