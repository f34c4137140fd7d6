import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import type { ReadFeedback } from './read-feedback.ts';
import { readInboundText } from './read-inbound-text.ts';
import { readSesEvent } from './read-ses-event.ts';
import { readSmsEvent } from './read-sms-event.ts';

/** As EventBridge puts a provider's event into a queue. */
const busSchema = z.object({ source: z.string(), 'detail-type': z.string(), detail: z.unknown() });
/** As SNS does, unless the subscription asks for the bare message. */
const topicSchema = z.object({
  Type: z.literal('Notification'),
  Message: z.string(),
  Timestamp: z.iso.datetime({ offset: true }),
});

const SMS_EVENTS = 'Text Message Delivery Status Updated';

/**
 * Reads a message of the feedback queue, by way of the bus or of a topic: what SES or AWS End User Messaging tells of a message,
 * or a text that came in. `now` stands for when a text came where nothing tells.
 */
export function readProviderMessage(body: string, now: Instant): ReadFeedback {
  const message = parseJson(body);
  if (message === undefined) return { status: 'unreadable', reason: 'The message is not JSON.' };
  const bus = busSchema.safeParse(message);
  if (bus.success) return readBusEvent(bus.data);
  const topic = topicSchema.safeParse(message);
  return topic.success
    ? readBare(parseJson(topic.data.Message), Date.parse(topic.data.Timestamp))
    : readBare(message, now);
}

function readBusEvent(event: z.infer<typeof busSchema>): ReadFeedback {
  if (event.source === 'aws.ses') return readSesEvent(event.detail);
  if (event.source === 'aws.sms-voice' && event['detail-type'] === SMS_EVENTS)
    return readSmsEvent(event.detail);
  return { status: 'unreadable', reason: 'An event of the bus that no provider of messages tells.' };
}

const textFrame = z.object({ inboundMessageId: z.string() });
const smsFrame = z.object({ eventType: z.string().startsWith('TEXT_') });

function readBare(message: unknown, at: Instant): ReadFeedback {
  if (textFrame.safeParse(message).success) return readInboundText(message, at);
  return smsFrame.safeParse(message).success ? readSmsEvent(message) : readSesEvent(message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
