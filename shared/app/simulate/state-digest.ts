import { createHash, hash } from 'node:crypto';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { encodeState } from '../decide/state-document.ts';

export interface Digests {
  /** Over everything that is known of every customer. */
  readonly stateDigest: string;
  /** Over purchases, profile and classes alone: what does not depend on the order in which events arrived. */
  readonly aggregateDigest: string;
}

/** Hashes of one customer's state, whole and of its aggregates. */
export interface CustomerDigest {
  readonly customerId: string;
  readonly state: string;
  readonly aggregate: string;
}

/** `asOf` is left out: it says when a customer was last looked at, not what is true of them. */
export function digestState(customerState: CustomerState): CustomerDigest {
  const { asOf: _, messages, journeys, entries, exposures, ...document } = encodeState(customerState);
  const { customerId } = customerState;
  const aggregate = hash('sha256', JSON.stringify([customerId, document]));
  return {
    customerId,
    aggregate,
    state: hash('sha256', aggregate + JSON.stringify([messages, journeys, entries, exposures])),
  };
}

/** Hashes those of all customers, by customer id: two runs that end alike have equal digests. */
export function digestAll(customers: readonly CustomerDigest[]): Digests {
  const states = createHash('sha256');
  const aggregates = createHash('sha256');
  for (const { state, aggregate } of customers.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
    states.update(state);
    aggregates.update(aggregate);
  }
  return {
    stateDigest: states.digest('hex').slice(0, 32),
    aggregateDigest: aggregates.digest('hex').slice(0, 32),
  };
}
