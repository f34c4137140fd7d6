import type { Fact } from '../../domain/customer/fact.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Bus, BusEntry, Change, Queue, QueueMessage, Table } from '../../ports.ts';
import { type ShopFact, shopFactId, shopFactOf } from '../calibrate/shop-fact.ts';
import { factIdOf } from '../fact-id.ts';
import { journalEntryOf } from '../journal-entry-of.ts';
import { putTasks } from '../task/put-tasks.ts';
import { taskEntry } from './task-entry.ts';
import { webhookOrders } from './webhook-orders.ts';

/** Bus source of Perennial's own facts. */
const FACT_SOURCE = 'perennial';

interface DispatchDeps {
  readonly outbound: Queue;
  /** Of their own, so that a slow endpoint keeps no message waiting. */
  readonly webhooks: Queue;
  readonly bus: Bus;
  /** Takes the tasks. */
  readonly table: Table;
  /** The shop's own secret, under which those stand who were erased. Absent: nobody was. */
  readonly subjectSecret?: string;
}

/**
 * Not worth a bus event each: what only repeats what the shop or a provider said, what changes with every order, and what
 * leads to nothing yet: most who set a campaign off are not in its audience, and what is held back is told of when it goes or
 * is given up.
 */
const UNPUBLISHED: ReadonlySet<Fact['kind']> = new Set([
  'order.counted',
  'order.repeated',
  'refund.counted',
  'profile.changed',
  'rfm.changed',
  'case.opened',
  'case.closed',
  'message.engaged',
  'campaign.refused',
  'message.deferred',
]);

/** Puts the facts of new journal entries on their queues and the bus, at least once, and the tasks into the table, once. */
export async function relayFacts(
  changes: readonly Change[],
  { outbound, webhooks, bus, table, subjectSecret }: DispatchDeps,
): Promise<void> {
  const entries = changes.flatMap((change) => journalEntryOf(change) ?? []);
  const orders = entries.flatMap(messageOrders);
  if (orders.length > 0) await outbound.send(orders);
  const calls = entries.flatMap(webhookOrders);
  if (calls.length > 0) await webhooks.send(calls);
  await putTasks(entries, table, subjectSecret);
  const ofShop = changes.flatMap((change) => shopFactOf(change) ?? []);
  const ofTasks = changes.flatMap((change) => taskEntry(change, FACT_SOURCE));
  const published = await bus.publish([...entries.flatMap(busEntries), ...ofShop.map(shopEntry), ...ofTasks]);
  const failed = published.filter((result) => result.status === 'failed');
  if (failed.length > 0)
    throw new PerennialError('DISPATCH.NOT_PUBLISHED', {
      message: `The bus did not take ${failed.length} of ${published.length} facts; the batch is tried again.`,
      retryable: true,
      details: { code: failed[0]?.code },
    });
}

function messageOrders(entry: JournalEntry): QueueMessage[] {
  return entry.facts.flatMap((fact) => {
    if (fact.kind !== 'message.requested') return [];
    const { campaign, step, occurrence, channel, template, isPromotional, variant, expiresAt } = fact;
    const order: MessageOrder = {
      customerId: entry.customerId,
      campaign,
      step,
      occurrence,
      channel,
      template,
      isPromotional,
      ...(variant !== undefined && { variant }),
      offer: fact.offer ?? {},
      entry: fact.entry ?? {},
      requestedAt: fact.at,
      expiresAt,
    };
    return [{ body: JSON.stringify(order), groupId: campaign }];
  });
}

function busEntries(entry: JournalEntry): BusEntry[] {
  return entry.facts.flatMap((fact, position) => {
    if (UNPUBLISHED.has(fact.kind)) return [];
    const { kind, at, ...told } = withoutEntry(fact);
    const factId = factIdOf(entry, position);
    const detail = { factId, customerId: entry.customerId, at: new Date(at).toISOString(), ...told };
    return [{ source: FACT_SOURCE, detailType: kind, detail, time: at }];
  });
}

/** What an event said is the shop's own, and was on the bus with it. */
function withoutEntry(fact: Fact): Fact {
  if (fact.kind !== 'message.requested') return fact;
  const { entry: _, ...rest } = fact;
  return rest;
}

/** The same fact of the shop is stated once, so its kind and id tell it from any other. */
function shopEntry(stated: ShopFact): BusEntry {
  const { kind, at, ...fact } = stated;
  const detail = { factId: `shop/${kind}/${shopFactId(stated)}`, at: new Date(at).toISOString(), ...fact };
  return { source: FACT_SOURCE, detailType: kind, detail, time: at };
}
