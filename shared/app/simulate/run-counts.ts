import type { Fact } from '../../domain/customer/fact.ts';
import type { Instant } from '../../domain/instant.ts';
import { messageName } from '../../domain/report/counters.ts';

/** What the facts of a run add up to. */
export interface RunCounts {
  orders: number;
  refunds: number;
  /** The instants at which time alone changed a customer. */
  ticks: number;
  /** Paid, before refunds, in minor units by currency. */
  readonly revenueMinor: Record<string, number>;
  readonly refundedMinor: Record<string, number>;
  /** Requested, by campaign/step. */
  readonly messages: Record<string, number>;
  /** Wanted by a campaign and not asked for, by campaign/step/reason. */
  readonly suppressed: Record<string, number>;
}

export const noCounts = (): RunCounts => ({
  orders: 0,
  refunds: 0,
  ticks: 0,
  revenueMinor: {},
  refundedMinor: {},
  messages: {},
  suppressed: {},
});

/** Adds to a count, which begins at 0. */
export function increment(counts: Record<string, number>, key: string, amount = 1): void {
  counts[key] = (counts[key] ?? 0) + amount;
}

/** Adds each count to that of the same name. */
export function addCounts(into: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [key, count] of Object.entries(counts)) increment(into, key, count);
}

/** The same record with its keys in order, so that equal runs print the same. */
export const sortKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Counts the facts of one decision as of `now`. */
export function countFacts(counts: RunCounts, facts: readonly Fact[], now: Instant): void {
  let lastTick: Instant | undefined;
  for (const fact of facts) {
    if (fact.at < now && fact.at !== lastTick) {
      lastTick = fact.at;
      counts.ticks += 1;
    }
    countFact(counts, fact);
  }
}

function countFact(counts: RunCounts, fact: Fact): void {
  switch (fact.kind) {
    case 'order.counted':
      counts.orders += 1;
      increment(counts.revenueMinor, fact.currency, fact.totalMinor);
      break;
    case 'order.revised':
      increment(counts.revenueMinor, fact.currency, fact.addedMinor);
      break;
    case 'refund.counted':
      counts.refunds += 1;
      increment(counts.refundedMinor, fact.currency, fact.amountMinor);
      break;
    case 'message.requested':
      increment(counts.messages, messageName(fact.campaign, fact.step));
      break;
    case 'message.suppressed':
      increment(counts.suppressed, `${messageName(fact.campaign, fact.step)}/${fact.reason}`);
      break;
    default:
      break;
  }
}

/** The sum of what parts of a run came to, with keys in order. */
export function sumCounts(parts: readonly RunCounts[]): RunCounts {
  const sum = noCounts();
  for (const part of parts) {
    sum.orders += part.orders;
    sum.refunds += part.refunds;
    sum.ticks += part.ticks;
    addCounts(sum.revenueMinor, part.revenueMinor);
    addCounts(sum.refundedMinor, part.refundedMinor);
    addCounts(sum.messages, part.messages);
    addCounts(sum.suppressed, part.suppressed);
  }
  return {
    ...sum,
    revenueMinor: sortKeys(sum.revenueMinor),
    refundedMinor: sortKeys(sum.refundedMinor),
    messages: sortKeys(sum.messages),
    suppressed: sortKeys(sum.suppressed),
  };
}
