import type { Channel } from '../customer/customer-state.ts';
import type { Stage } from '../segment/classes.ts';

/** One campaign file, compiled. */
export interface CampaignRules {
  readonly name: string;
  readonly trigger: { readonly kind: 'enters-stage'; readonly stage: Stage };
  /** CEL condition over the customer at the trigger's instant; absent means everybody. */
  readonly audience?: string;
  /** Days after an entry during which the customer does not enter again. */
  readonly reentryDays: number;
  readonly steps: readonly SendStep[];
}

export interface SendStep {
  readonly name: string;
  readonly send: Channel;
  readonly template: string;
  /** Hours after which the message is no longer worth sending. */
  readonly expiresAfterHours: number;
}
