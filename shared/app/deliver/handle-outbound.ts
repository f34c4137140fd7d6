import type { Instant } from '../../domain/instant.ts';
import { messageOrderSchema } from '../../domain/message/message-order.ts';
import type { Queue, QueueMessage } from '../../ports.ts';
import type { CurrentRules } from '../current-rules.ts';
import { describeError } from '../describe-error.ts';
import { describeIssues } from '../describe-issues.ts';
import { type FailedMessage, type InboundQueueMessage, parkMessages } from '../park-message.ts';
import { type DeliverDeps, deliverMessage } from './deliver-message.ts';
import type { MessagePace, SendPaces } from './pace/send-paces.ts';
import { LONGEST_HOLD_MS } from './plan-delivery.ts';

interface OutboundDeps extends Omit<DeliverDeps, 'rules' | 'pace'> {
  readonly rules: CurrentRules;
  /** Paces what goes to the quota that all who deliver share; absent: nothing limits it. */
  readonly paces?: SendPaces;
  /** The queue that the orders come from; one that is held goes back to it. */
  readonly outbound: Queue;
  readonly deadLetters: Queue;
}

/**
 * Delivers the orders of one batch side by side; what cannot be read is parked with the reason, and what is held goes to the
 * end of its queue with a delay. Returns what to give again.
 */
export async function handleOutbound(
  messages: readonly InboundQueueMessage[],
  deps: OutboundDeps,
): Promise<FailedMessage[]> {
  const current = { ...deps, rules: await deps.rules() };
  const paced = deps.paces?.(messages.length);
  const results = await Promise.all(
    messages.map((message) => deliverInTurn(message, current, paced?.seat())),
  );
  const unreadable = results.filter((result) => result.status === 'unreadable');
  await parkMessages(unreadable, deps.deadLetters, deps.clock);
  const held = results.filter((result) => result.status === 'held');
  return [
    ...results.flatMap((result) => (result.status === 'failed' ? [result.failed] : [])),
    ...(await sendBack(held, deps.outbound)),
  ];
}

interface Held {
  readonly status: 'held';
  readonly messageId: string;
  readonly again: QueueMessage;
}

type Result =
  | { readonly status: 'settled' }
  | Held
  | { readonly status: 'failed'; readonly failed: FailedMessage }
  | { readonly status: 'unreadable'; readonly body: string; readonly reason: string };

/** However it ends, the others of its batch wait for its slot no longer. */
async function deliverInTurn(
  message: InboundQueueMessage,
  deps: DeliverDeps,
  pace: MessagePace | undefined,
): Promise<Result> {
  if (pace === undefined) return await deliverOne(message, deps);
  try {
    return await deliverOne(message, { ...deps, pace });
  } finally {
    pace.leave();
  }
}

async function deliverOne({ messageId, body }: InboundQueueMessage, deps: DeliverDeps): Promise<Result> {
  const order = messageOrderSchema.safeParse(parseJson(body));
  if (!order.success)
    return { status: 'unreadable', body, reason: `Not an order to deliver: ${describeIssues(order.error)}` };
  try {
    const delivery = await deliverMessage(order.data, deps);
    if (delivery.status === 'deferred')
      return { status: 'failed', failed: { messageId, reason: delivery.reason } };
    if (delivery.status === 'settled') return delivery;
    const delaySeconds = secondsUntil(Math.min(delivery.until, order.data.expiresAt + 1), deps.clock.now());
    const hasNoRoom = delivery.reason === 'daily-quota' || delivery.reason === 'warm-up';
    const isDeferred = hasNoRoom && order.data.isDeferred !== true;
    const again = isDeferred ? JSON.stringify({ ...order.data, isDeferred }) : body;
    return { status: 'held', messageId, again: { body: again, groupId: order.data.campaign, delaySeconds } };
  } catch (error) {
    return { status: 'failed', failed: { messageId, reason: describeError(error) } };
  }
}

/** As much of the time as a queue can delay a message; the rest it waits when it comes again. */
const secondsUntil = (until: Instant, now: Instant): number =>
  Math.ceil(Math.min(Math.max(until - now, 1), LONGEST_HOLD_MS) / 1000);

/** A message that did not get back to its queue stays in it as it is. */
async function sendBack(held: readonly Held[], outbound: Queue): Promise<FailedMessage[]> {
  if (held.length === 0) return [];
  try {
    await outbound.send(held.map(({ again }) => again));
    return [];
  } catch (error) {
    return held.map(({ messageId }) => ({ messageId, reason: describeError(error) }));
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
