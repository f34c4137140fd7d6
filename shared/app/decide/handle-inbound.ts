import type { Clock, Queue, Table } from '../../ports.ts';
import type { CurrentRules } from '../current-rules.ts';
import { type FailedMessage, type InboundQueueMessage, parkMessages } from '../park-message.ts';
import { decideBatch } from './decide-batch.ts';
import { readInbound } from './inbound-message.ts';

interface InboundDeps {
  readonly table: Table;
  readonly rules: CurrentRules;
  readonly deadLetters: Queue;
  readonly clock: Clock;
  /** As `decideBatch` takes it. */
  readonly subjectSecret?: string;
}

/** Decides the messages of one batch; what cannot be read is parked with the reason. Returns what to give again. */
export async function handleInbound(
  messages: readonly InboundQueueMessage[],
  { table, rules, deadLetters, clock, subjectSecret }: InboundDeps,
): Promise<FailedMessage[]> {
  const now = clock.now();
  const read = messages.map((message) => ({ message, ...readInbound(message.body, now) }));
  const unreadable = read.filter((entry) => entry.status === 'unreadable');
  await parkMessages(
    unreadable.map(({ message, reason }) => ({ body: message.body, reason })),
    deadLetters,
    clock,
  );
  const readable = read.filter((entry) => entry.status === 'readable');
  const inbounds = readable.map(({ inbound }) => inbound);
  // Who is to be held against the newest rules must not be held against those of a minute ago.
  const fresh = inbounds.some(({ input }) => input.kind === 'tick' && input.isRecheck === true);
  const outcomes = await decideBatch(inbounds, {
    table,
    rules: await rules({ fresh }),
    ...(subjectSecret !== undefined && { subjectSecret }),
  });
  return readable.flatMap(({ message }, position) => {
    const outcome = outcomes[position];
    return outcome === undefined || outcome.status === 'done'
      ? []
      : [{ messageId: message.messageId, reason: outcome.reason }];
  });
}
