import type { Fact } from '../../domain/customer/fact.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Bus, BusEntry, Change, Queue, QueueMessage } from '../../ports.ts';
import { type ShopFact, shopFactOf } from '../calibrate/shop-fact.ts';
import { journalEntryOf } from '../journal-entry-of.ts';

/** Bus source of Perennial's own facts. */
const FACT_SOURCE = 'perennial';

interface DispatchDeps {
  readonly outbound: Queue;
  readonly bus: Bus;
}

/** Facts that only repeat what the shop said, or that change with every order, are not worth a bus event each. */
const UNPUBLISHED: ReadonlySet<Fact['kind']> = new Set([
  'order.counted',
  'order.repeated',
  'refund.counted',
  'profile.changed',
  'rfm.changed',
]);

/** Puts the facts of new journal entries on the outbound queue and the bus, at least once. */
export async function relayFacts(changes: readonly Change[], { outbound, bus }: DispatchDeps): Promise<void> {
  const entries = changes.flatMap((change) => journalEntryOf(change) ?? []);
  const orders = entries.flatMap(messageOrders);
  if (orders.length > 0) await outbound.send(orders);
  const ofShop = changes.flatMap((change) => shopFactOf(change) ?? []);
  const published = await bus.publish([...entries.flatMap(busEntries), ...ofShop.map(shopEntry)]);
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
    const { campaign, step, occurrence, channel, template, expiresAt } = fact;
    const order: MessageOrder = {
      customerId: entry.customerId,
      campaign,
      step,
      occurrence,
      channel,
      template,
      requestedAt: fact.at,
      expiresAt,
    };
    return [{ body: JSON.stringify(order), groupId: campaign }];
  });
}

/** `factId` stays the same over redeliveries: the subscriber's mark against handling a fact twice. */
function busEntries(entry: JournalEntry): BusEntry[] {
  return entry.facts.flatMap(({ kind, at, ...fact }, position) => {
    if (UNPUBLISHED.has(kind)) return [];
    const factId = `${entry.customerId}/${entry.input.id}/${position}`;
    const detail = { factId, customerId: entry.customerId, at: new Date(at).toISOString(), ...fact };
    return [{ source: FACT_SOURCE, detailType: kind, detail, time: at }];
  });
}

/** The same fact of the shop is stated once, so its kind and number tell it from any other. */
function shopEntry({ kind, at, ...fact }: ShopFact): BusEntry {
  const detail = { factId: `shop/${kind}/${fact.sequence}`, at: new Date(at).toISOString(), ...fact };
  return { source: FACT_SOURCE, detailType: kind, detail, time: at };
}
