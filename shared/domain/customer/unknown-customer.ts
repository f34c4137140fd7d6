import type { CustomerState } from './customer-state.ts';

/** A customer of whom nothing is known yet. */
export const unknownCustomer = (customerId: string): CustomerState => ({
  customerId,
  asOf: 0,
  orders: [],
  earlyRefunds: {},
  classes: { stage: 'prospect', tier: 'tail', frequency: 'low' },
  segments: [],
  profile: { attributes: {} },
  consents: {},
  reachable: {},
  messages: [],
  journeys: [],
  entries: {},
  exposures: [],
  openCases: [],
});
