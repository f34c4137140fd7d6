import { messageOrderSchema } from '../../domain/message/message-order.ts';
import type { Queue } from '../../ports.ts';
import { describeError } from '../describe-error.ts';
import { describeIssues } from '../describe-issues.ts';
import { type FailedMessage, type InboundQueueMessage, parkMessages } from '../park-message.ts';
import { type DeliverDeps, deliverMessage } from './deliver-message.ts';

/** Delivers the orders of one batch side by side; what cannot be read is parked with the reason. Returns what to give again. */
export async function handleOutbound(
  messages: readonly InboundQueueMessage[],
  deps: DeliverDeps & { readonly deadLetters: Queue },
): Promise<FailedMessage[]> {
  const results = await Promise.all(messages.map((message) => deliverOne(message, deps)));
  const unreadable = results.filter((result) => result.status === 'unreadable');
  await parkMessages(unreadable, deps.deadLetters, deps.clock);
  return results.flatMap((result) => (result.status === 'failed' ? [result.failed] : []));
}

type Result =
  | { readonly status: 'settled' }
  | { readonly status: 'failed'; readonly failed: FailedMessage }
  | { readonly status: 'unreadable'; readonly body: string; readonly reason: string };

async function deliverOne({ messageId, body }: InboundQueueMessage, deps: DeliverDeps): Promise<Result> {
  const order = messageOrderSchema.safeParse(parseJson(body));
  if (!order.success)
    return { status: 'unreadable', body, reason: `Not an order to deliver: ${describeIssues(order.error)}` };
  try {
    const delivery = await deliverMessage(order.data, deps);
    return delivery.status === 'settled'
      ? delivery
      : { status: 'failed', failed: { messageId, reason: delivery.reason } };
  } catch (error) {
    return { status: 'failed', failed: { messageId, reason: describeError(error) } };
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
