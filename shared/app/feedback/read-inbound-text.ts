import * as z from 'zod';
import { type ReadFeedback, readingOf } from './read-feedback.ts';

const inboundSchema = z.object({
  originationNumber: z.string().min(1),
  messageBody: z.string(),
  inboundMessageId: z.string().min(1),
});

/** Reads a text that came in (two-way SMS of AWS End User Messaging, by way of SNS). `at` is when SNS took it. */
export const readInboundText = (message: unknown, at: number): ReadFeedback =>
  readingOf(() => {
    const { originationNumber, messageBody, inboundMessageId } = inboundSchema.parse(message);
    return {
      status: 'text',
      text: { id: inboundMessageId, at, from: originationNumber, body: messageBody },
    };
  });
