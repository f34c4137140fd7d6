import type { Fact } from '../../domain/customer/fact.ts';
import { claimSchema } from '../../domain/message/claim.ts';
import { counter, gauge, messageName } from '../../domain/report/counters.ts';
import type { Classes } from '../../domain/segment/classes.ts';
import { rfmKey } from '../../domain/segment/rfm-score.ts';
import type { Change } from '../../ports.ts';
import { decodeClasses } from '../decide/state-document.ts';
import { CLAIM_PREFIX, customerOfPartition, STATE_SORT_KEY } from '../item-keys.ts';
import { journalEntryOf } from '../journal-entry-of.ts';

/** Increments by counter name, of each day (UTC, YYYY-MM-DD) and of the total. */
export interface CounterIncrements {
  readonly days: ReadonlyMap<string, Record<string, number>>;
  readonly total: Record<string, number>;
}

/** What changes of the table add to the counters. Pure: the same changes always add the same. */
export function countChanges(changes: readonly Change[]): CounterIncrements {
  const days = new Map<string, Record<string, number>>();
  const total: Record<string, number> = {};
  const count = (at: number, name: string, amount = 1) => {
    const day = new Date(at).toISOString().slice(0, 10);
    const ofDay = days.get(day) ?? {};
    days.set(day, ofDay);
    add(ofDay, name, amount);
    add(total, name, amount);
  };
  for (const change of changes) {
    for (const fact of journalEntryOf(change)?.facts ?? []) countFact(fact, count);
    countOutcome(change, count);
    countGauges(change, total, count);
  }
  return { days, total };
}

type Count = (at: number, name: string, amount?: number) => void;

function countFact(fact: Fact, count: Count): void {
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
    case 'message.requested':
      count(fact.at, counter.requested(messageName(fact.campaign, fact.step)));
      break;
    case 'message.suppressed':
      count(fact.at, counter.suppressed(messageName(fact.campaign, fact.step), fact.reason));
      break;
    default:
      break;
  }
}

/** A claim counts once it is settled; `claimed` is nobody's outcome yet. */
function countOutcome({ key, before, after }: Change, count: Count): void {
  if (!key.sk.startsWith(CLAIM_PREFIX) || after === undefined) return;
  const claim = claimSchema.parse(after.body);
  const previous = before && claimSchema.parse(before.body).status;
  if (claim.status === 'claimed' || claim.status === previous) return;
  count(
    claim.settledAt ?? claim.claimedAt,
    counter.outcome(claim.status, messageName(claim.campaign, claim.step)),
  );
}

function countGauges({ key, before, after }: Change, total: Record<string, number>, count: Count): void {
  if (key.sk !== STATE_SORT_KEY || customerOfPartition(key.pk) === undefined) return;
  const left = before && decodeClasses(before.body);
  const joined = after && decodeClasses(after.body);
  if (left === undefined && joined !== undefined) count(joined.asOf, counter.customers);
  for (const name of left ? gaugesOf(left.classes, left.segments) : []) add(total, name, -1);
  for (const name of joined ? gaugesOf(joined.classes, joined.segments) : []) add(total, name, 1);
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

/** Keeps no zeros, so that a customer who only moved back and forth writes nothing. */
function add(counters: Record<string, number>, name: string, amount: number): void {
  const sum = (counters[name] ?? 0) + amount;
  if (sum === 0) delete counters[name];
  else counters[name] = sum;
}
