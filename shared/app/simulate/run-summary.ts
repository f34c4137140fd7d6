import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { FREQUENCIES, STAGES, TIERS } from '../../domain/segment/classes.ts';
import { rfmKey } from '../../domain/segment/rfm-score.ts';
import { type Digests, digestStates } from './state-digest.ts';

/** How many customers stand in each class at the end. */
export interface ClassCounts {
  readonly customers: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly tiers: Readonly<Record<string, number>>;
  readonly frequencies: Readonly<Record<string, number>>;
  /** By score, recency first: `{"543": 12}`. Customers without a purchase have none. */
  readonly rfm: Readonly<Record<string, number>>;
}

/** How many customers are in each class, and digests of all their states. */
export function summarizeStates(states: Iterable<CustomerState>): ClassCounts & Digests {
  const all = [...states];
  const stages: Record<string, number> = Object.fromEntries(STAGES.map((stage) => [stage, 0]));
  const tiers: Record<string, number> = Object.fromEntries(TIERS.map((tier) => [tier, 0]));
  const frequencies: Record<string, number> = Object.fromEntries(FREQUENCIES.map((name) => [name, 0]));
  const rfm: Record<string, number> = {};
  for (const { classes } of all) {
    increment(stages, classes.stage);
    increment(tiers, classes.tier);
    increment(frequencies, classes.frequency);
    if (classes.rfm) increment(rfm, rfmKey(classes.rfm));
  }
  return { customers: all.length, stages, tiers, frequencies, rfm: sortKeys(rfm), ...digestStates(all) };
}

/** Adds to a count, which begins at 0. */
export function increment(counts: Record<string, number>, key: string, amount = 1): void {
  counts[key] = (counts[key] ?? 0) + amount;
}

/** The same record with its keys in order, so that equal runs print the same. */
export const sortKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
