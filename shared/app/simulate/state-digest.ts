import { createHash } from 'node:crypto';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { encodeState } from '../decide/state-document.ts';

export interface Digests {
  /** Over everything that is known of every customer. */
  readonly stateDigest: string;
  /** Over purchases, profile and classes alone: what does not depend on the order in which events arrived. */
  readonly aggregateDigest: string;
}

/**
 * Hashes the final states of all customers, by customer id: two runs that end alike have equal digests. `asOf` is left
 * out: it says when a customer was last looked at, not what is true of them.
 */
export function digestStates(states: Iterable<CustomerState>): Digests {
  const all = createHash('sha256');
  const aggregates = createHash('sha256');
  const sorted = [...states].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  for (const state of sorted) {
    const { asOf: _, messages, journeys, entries, exposures, ...document } = encodeState(state);
    const aggregate = JSON.stringify([state.customerId, document]);
    aggregates.update(aggregate);
    all.update(aggregate);
    all.update(JSON.stringify([messages, journeys, entries, exposures]));
  }
  return {
    stateDigest: all.digest('hex').slice(0, 32),
    aggregateDigest: aggregates.digest('hex').slice(0, 32),
  };
}
