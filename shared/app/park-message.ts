import type { Clock, Queue } from '../ports.ts';

/** A message as a queue hands it to a function. */
export interface InboundQueueMessage {
  readonly messageId: string;
  readonly body: string;
}

/** A message that could not be handled now; the queue gives it again. */
export interface FailedMessage {
  readonly messageId: string;
  /** For the log: no personal data. */
  readonly reason: string;
}

/** What stands in a dead-letter queue for a message that no retry could mend. `redrive` sends `body` again. */
interface ParkedMessage {
  readonly parkedAt: string;
  readonly reason: string;
  readonly body: string;
}

/** Puts messages that no retry can mend aside, with the reason, so that nothing is lost and nothing is blocked. */
export async function parkMessages(
  messages: readonly { readonly body: string; readonly reason: string }[],
  deadLetters: Queue,
  clock: Clock,
): Promise<void> {
  if (messages.length === 0) return;
  const parkedAt = new Date(clock.now()).toISOString();
  await deadLetters.send(
    messages.map(({ body, reason }) => {
      const parked: ParkedMessage = { parkedAt, reason, body };
      return { body: JSON.stringify(parked) };
    }),
  );
}
