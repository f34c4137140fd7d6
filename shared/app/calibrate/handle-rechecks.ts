import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock, Item, Queue, QueueMessage, Table } from '../../ports.ts';
import { readCurrentRules } from '../current-rules.ts';
import { audiencePlace } from '../decide/audience-place.ts';
import type { TickMessage } from '../decide/inbound-message.ts';
import { decodeState } from '../decide/state-document.ts';
import { describeError } from '../describe-error.ts';
import { customerOfPartition, STATE_SORT_KEY } from '../item-keys.ts';
import { type FailedMessage, type InboundQueueMessage, parkMessages } from '../park-message.ts';
import { forgetIdleContact } from '../privacy/forget-idle-contact.ts';
import { recheckCustomer } from './recheck-customer.ts';
import { type RecheckMessage, recheckMessageSchema } from './recheck-message.ts';

interface RecheckDeps {
  readonly table: Table;
  readonly ticks: Queue;
  readonly rechecks: Queue;
  readonly deadLetters: Queue;
  readonly rules: CompiledRules;
  readonly clock: Clock;
}

/** Pages of one segment that one run reads; then it leaves the rest to the next, long before its time is up. */
const PAGES_PER_RUN = 200;

/** Sends a tick to each customer of the segments whom the newest calibration, or the newest files, change; and forgets whose contact is no longer to be kept. */
export async function handleRechecks(
  messages: readonly InboundQueueMessage[],
  deps: RecheckDeps,
): Promise<FailedMessage[]> {
  const { rules } = await readCurrentRules(deps.rules, deps.table, { consistent: true });
  const failed: FailedMessage[] = [];
  for (const { messageId, body } of messages) {
    const message = readMessage(body);
    if (message === undefined) {
      const reason = 'Not a message that asks for a segment of the table to be rechecked.';
      await parkMessages([{ body, reason }], deps.deadLetters, deps.clock);
      continue;
    }
    try {
      await recheckSegment(message, { ...deps, rules });
    } catch (error) {
      failed.push({ messageId, reason: describeError(error) });
    }
  }
  return failed;
}

function readMessage(body: string): RecheckMessage | undefined {
  try {
    return recheckMessageSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

async function recheckSegment(message: RecheckMessage, deps: RecheckDeps): Promise<void> {
  const { table, ticks, rechecks, rules, clock } = deps;
  const now = clock.now();
  let { cursor } = message;
  for (let page = 0; page < PAGES_PER_RUN; page += 1) {
    const { items, cursor: next } = await table.scan(message.segment, {
      prefixes: [STATE_SORT_KEY],
      ...(cursor !== undefined && { cursor }),
    });
    const due = items.flatMap((item) => messagesFor(item, rules, now));
    if (due.length > 0) await ticks.send(due);
    if (next === undefined) return;
    cursor = next;
  }
  const rest: RecheckMessage = { ...message, ...(cursor !== undefined && { cursor }) };
  await rechecks.send([{ body: JSON.stringify(rest) }]);
}

function messagesFor(
  { pk, sk, body, due, audience }: Item,
  rules: CompiledRules,
  now: Instant,
): QueueMessage[] {
  const customerId = customerOfPartition(pk);
  if (customerId === undefined || sk !== STATE_SORT_KEY) return [];
  const state = decodeState(customerId, body);
  const forgotten = forgetIdleContact(state, rules.retention, now);
  // Who shows no sign of life leaves the audience without anything else having changed, and comes back where the rule does not hold any more.
  const isSamePlace = audiencePlace(state, rules, now)?.key === audience?.key;
  if (isSamePlace && recheckCustomer(state, due?.at, rules, now) === 'same') return forgotten;
  const tick: TickMessage = { kind: 'tick', customerId, at: now, isRecheck: true };
  return [{ body: JSON.stringify(tick) }, ...forgotten];
}
