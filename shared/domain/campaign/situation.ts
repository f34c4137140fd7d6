import type { CompiledRules } from '../compiled-rules.ts';
import type { CampaignMoment } from '../condition/campaign-condition.ts';
import type { CustomerState, Journey } from '../customer/customer-state.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { EventData } from '../customer/event-data.ts';
import type { Fact } from '../customer/fact.ts';
import type { Instant } from '../instant.ts';

/** What campaigns need to know of one customer's one instant. */
export interface Situation {
  readonly rules: CompiledRules;
  readonly now: Instant;
  /** The customer as conditions see them. */
  readonly viewOf: (state: CustomerState) => CustomerView;
  /** Where what becomes true is put. */
  readonly facts: Fact[];
}

const NOTHING: EventData = {};

/** What a condition is asked of: a customer, on a journey where they are on one, with an event where one is at hand. */
export const momentOf = (
  state: CustomerState,
  { viewOf }: Situation,
  { variant = '', entry = NOTHING }: Pick<Journey, 'variant' | 'entry'> = {},
  event: EventData = NOTHING,
): CampaignMoment => ({ customer: viewOf(state), variant, entry, event });
