import type { Fact } from '../../domain/customer/fact.ts';
import type { Instant } from '../../domain/instant.ts';
import { counter, gauge } from '../../domain/report/counters.ts';
import { DEFAULT_RETENTION } from '../../domain/retention-rules.ts';
import type { Classes } from '../../domain/segment/classes.ts';
import { rfmKey } from '../../domain/segment/rfm-score.ts';
import type { Change, Write } from '../../ports.ts';
import { readStoredClasses } from '../decide/state/stored-classes.ts';
import { customerOfPartition, STATE_SORT_KEY } from '../item-keys.ts';
import { journalEntryOf } from '../journal-entry-of.ts';
import { countCampaignFact } from './count-campaign-fact.ts';
import { countMail } from './count-mail.ts';
import { countOutcome } from './count-outcome.ts';
import { countWebhook } from './count-webhook.ts';
import { CounterIncrements } from './counter-increments.ts';
import { MissWrites } from './miss-writes.ts';

/** What changes of the table add to the counters and to the misses, as writes of different items. Pure: the same changes always give the same. */
export function countChanges(
  changes: readonly Change[],
  missDays: number = DEFAULT_RETENTION.missDays,
): readonly Write[] {
  const counters = new CounterIncrements();
  const misses = new MissWrites(missDays);
  for (const change of changes) {
    const entry = journalEntryOf(change);
    for (const fact of entry?.facts ?? []) {
      countFact(fact, counters);
      countCampaignFact(fact, counters);
      if (entry !== undefined && fact.kind === 'message.suppressed')
        misses.put(fact.campaign, { ...missOf(fact), customerId: entry.customerId });
    }
    countOutcome(change, counters, misses);
    countMail(change, counters);
    countWebhook(change, counters, misses);
    countGauges(change, counters);
  }
  return [...counters.writes(), ...misses.writes()];
}

const missOf = ({
  at,
  step,
  occurrence,
  channel,
  reason,
}: Extract<Fact, { kind: 'message.suppressed' }>) => ({
  at,
  step,
  occurrence,
  channel,
  outcome: 'suppressed' as const,
  reason,
});

function countFact(fact: Fact, counters: CounterIncrements): void {
  const count = (at: Instant, name: string, amount?: number): void => {
    counters.addToDay(at, name, amount);
    counters.addToTotal(name, amount);
  };
  switch (fact.kind) {
    case 'order.counted':
      count(fact.occurredAt, counter.orders);
      count(fact.occurredAt, counter.revenue(fact.currency), fact.totalMinor);
      break;
    case 'order.revised':
      count(fact.occurredAt, counter.revenue(fact.currency), fact.addedMinor);
      break;
    case 'refund.counted':
      count(fact.occurredAt, counter.refunds);
      count(fact.occurredAt, counter.refunded(fact.currency), fact.amountMinor);
      break;
    case 'stage.changed':
      count(fact.at, counter.moved('stage', fact.from, fact.to));
      break;
    case 'tier.changed':
      count(fact.at, counter.moved('tier', fact.from, fact.to));
      break;
    case 'group.changed':
      if (fact.from !== null) count(fact.at, counter.left('group', fact.from));
      if (fact.to !== null) count(fact.at, counter.entered('group', fact.to));
      break;
    case 'segment.entered':
      count(fact.at, counter.entered('segment', fact.segment));
      break;
    case 'segment.left':
      count(fact.at, counter.left('segment', fact.segment));
      break;
    default:
      break;
  }
}

function countGauges({ key, before, after }: Change, counters: CounterIncrements): void {
  if (key.sk !== STATE_SORT_KEY || customerOfPartition(key.pk) === undefined) return;
  const left = before && readStoredClasses(before.body);
  const joined = after && readStoredClasses(after.body);
  if (left === undefined && joined !== undefined) {
    counters.addToDay(joined.asOf, counter.customers);
    counters.addToTotal(counter.customers);
  }
  for (const name of left ? gaugesOf(left.classes, left.segments) : []) counters.addToTotal(name, -1);
  for (const name of joined ? gaugesOf(joined.classes, joined.segments) : []) counters.addToTotal(name, 1);
}

/** What a state that goes (-1) or comes (1) adds to the numbers of customers in each class; nothing where it cannot be read. */
export function stateGauges(body: unknown, amount: 1 | -1): readonly Write[] {
  const counters = new CounterIncrements();
  try {
    const { classes, segments } = readStoredClasses(body);
    for (const name of gaugesOf(classes, segments)) counters.addToTotal(name, amount);
  } catch {
    return [];
  }
  return counters.writes();
}

const gaugesOf = (
  { stage, tier, frequency, rfm, price, novelty }: Classes,
  segments: readonly string[],
): string[] => [
  gauge.stage(stage),
  gauge.tier(tier),
  gauge.frequency(frequency),
  gauge.class(stage, tier),
  ...(rfm ? [gauge.rfm(rfmKey(rfm))] : []),
  ...(price ? [gauge.price(price)] : []),
  ...(novelty ? [gauge.novelty(novelty)] : []),
  ...segments.map(gauge.segment),
];
