import type { SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import type { FailedMessage, InboundQueueMessage } from '../../app/park-message.ts';
import type { Handler } from './define-function.ts';
import { handlerStack } from './handler-stack.ts';

const queueEventSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** Handler of an SQS event source mapping with `ReportBatchItemFailures`: only what failed is given again. */
export const queueHandler = (
  name: string,
  handleMessages: (messages: readonly InboundQueueMessage[]) => Promise<readonly FailedMessage[]>,
): Handler =>
  handlerStack(name, queueEventSchema, async (event, logger): Promise<SQSBatchResponse> => {
    const failed = await handleMessages(event.Records);
    for (const { messageId, reason } of failed) logger.warn(reason, { messageId });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
