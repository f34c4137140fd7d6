import type { Instant } from '../../domain/instant.ts';
import type { EndpointRules } from '../../domain/webhook/endpoint-rules.ts';
import { type WebhookOrder, webhookOrderSchema } from '../../domain/webhook/webhook-order.ts';
import type { Queue } from '../../ports.ts';
import { describeError } from '../describe-error.ts';
import { describeIssues } from '../describe-issues.ts';
import { type FailedMessage, type InboundQueueMessage, parkMessages } from '../park-message.ts';
import { deliverWebhook, type WebhookDeps } from './deliver-webhook.ts';
import { type FailureCounts, openGates } from './endpoint-gates.ts';

export interface WebhooksDeps extends Omit<WebhookDeps, 'gates' | 'endpoints'> {
  /** Undefined where the shop has no endpoints: what was asked for has gone to the bus, and that is all. */
  readonly endpoints: readonly EndpointRules[] | undefined;
  /** The queue that the orders come from; what is to be tried again goes back to it. */
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly failures: FailureCounts;
}

/** What a queue delays a message by at most. */
const LONGEST_DELAY_SECONDS = 900;

/**
 * Tells the endpoints of one batch, side by side. What is to be tried again goes to the end of the queue with a delay, what cannot be
 * read is parked with the reason, and what failed on this side (no secret, say) is given back. Returns what to give again.
 */
export async function handleWebhooks(
  messages: readonly InboundQueueMessage[],
  deps: WebhooksDeps,
): Promise<FailedMessage[]> {
  const { endpoints, clock, queue } = deps;
  if (endpoints === undefined) return [];
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const current = { ...deps, endpoints: byName, gates: openGates(deps, deps.failures) };
  const results = await Promise.all(messages.map((message) => handleOne(message, current)));
  await parkMessages(
    results.filter((result) => result.status === 'unreadable'),
    deps.deadLetters,
    clock,
  );
  const failed = results.flatMap((result) => (result.status === 'failed' ? [result.failed] : []));
  return [
    ...failed,
    ...(await sendAgain(
      results.filter((result) => result.status === 'again'),
      queue,
      clock.now(),
    )),
  ];
}

interface Again {
  readonly status: 'again';
  readonly messageId: string;
  readonly at: Instant;
  readonly order: WebhookOrder;
}

type Result =
  | { readonly status: 'settled' }
  | Again
  | { readonly status: 'failed'; readonly failed: FailedMessage }
  | { readonly status: 'unreadable'; readonly body: string; readonly reason: string };

async function handleOne({ messageId, body }: InboundQueueMessage, deps: WebhookDeps): Promise<Result> {
  const order = webhookOrderSchema.safeParse(parseJson(body));
  if (!order.success)
    return { status: 'unreadable', body, reason: `Not a webhook: ${describeIssues(order.error)}` };
  try {
    const delivery = await deliverWebhook(order.data, deps);
    return delivery.status === 'settled' ? delivery : { ...delivery, messageId };
  } catch (error) {
    return { status: 'failed', failed: { messageId, reason: describeError(error) } };
  }
}

/** A message that did not get back to its queue stays in it as it is: the same webhook may then be tried earlier. */
async function sendAgain(waiting: readonly Again[], queue: Queue, now: Instant): Promise<FailedMessage[]> {
  if (waiting.length === 0) return [];
  try {
    await queue.send(
      waiting.map(({ order, at }) => ({
        body: JSON.stringify(order),
        groupId: order.endpoint,
        delaySeconds: Math.min(LONGEST_DELAY_SECONDS, Math.max(1, Math.ceil((at - now) / 1000))),
      })),
    );
    return [];
  } catch (error) {
    return waiting.map(({ messageId }) => ({ messageId, reason: describeError(error) }));
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
