import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { FREQUENCIES, STAGES, TIERS } from '../../domain/segment/classes.ts';
import { rfmKey } from '../../domain/segment/rfm-score.ts';
import { addCounts, increment, sortKeys } from './run-counts.ts';
import { type CustomerDigest, type Digests, digestAll, digestState } from './state-digest.ts';

/** How many customers stand in each class at the end. */
export interface ClassCounts {
  readonly customers: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly tiers: Readonly<Record<string, number>>;
  readonly frequencies: Readonly<Record<string, number>>;
  /** By score, recency first: `{"543": 12}`. Customers without a purchase have none. */
  readonly rfm: Readonly<Record<string, number>>;
}

/** Of some of the customers. */
export interface StatesSummary extends ClassCounts {
  readonly digests: readonly CustomerDigest[];
}

const none = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, 0]));

const noClasses = () => {
  const rfm: Record<string, number> = {};
  return { stages: none(STAGES), tiers: none(TIERS), frequencies: none(FREQUENCIES), rfm };
};

/** How many of these customers are in each class, and a digest of each one's state. */
export function summarizeStates(states: Iterable<CustomerState>): StatesSummary {
  const counts = noClasses();
  const digests: CustomerDigest[] = [];
  for (const state of states) {
    const { classes } = state;
    increment(counts.stages, classes.stage);
    increment(counts.tiers, classes.tier);
    increment(counts.frequencies, classes.frequency);
    if (classes.rfm) increment(counts.rfm, rfmKey(classes.rfm));
    digests.push(digestState(state));
  }
  return { customers: digests.length, ...counts, digests };
}

/** The classes of all customers, of whom each is in one part, and digests of all their states. */
export function combineSummaries(parts: readonly StatesSummary[]): ClassCounts & Digests {
  const counts = noClasses();
  for (const part of parts) {
    addCounts(counts.stages, part.stages);
    addCounts(counts.tiers, part.tiers);
    addCounts(counts.frequencies, part.frequencies);
    addCounts(counts.rfm, part.rfm);
  }
  const digests = parts.flatMap((part) => part.digests);
  return { customers: digests.length, ...counts, rfm: sortKeys(counts.rfm), ...digestAll(digests) };
}
