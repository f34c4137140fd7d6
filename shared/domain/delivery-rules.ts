import { DEFAULT_REPUTATION, type ReputationRules } from './reputation/reputation-rules.ts';
import type { SunsetRules } from './reputation/sunset-rules.ts';
import type { WarmUpRules } from './reputation/warm-up.ts';

/** What keeps mail arriving: `delivery.yaml`. */
export interface DeliveryRules {
  readonly reputation: ReputationRules;
  /** Absent: the domain is known to mailbox providers, and only the account's quota limits it. */
  readonly warmUp?: WarmUpRules;
  /** Absent: who shows no sign of life is written to on and on. */
  readonly sunset?: SunsetRules;
}

/** What holds in a shop without the file. */
export const DEFAULT_DELIVERY: DeliveryRules = { reputation: DEFAULT_REPUTATION };
