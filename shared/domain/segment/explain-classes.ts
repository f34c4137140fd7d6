import type { Why } from '../customer/fact.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** What each class was read off, for the fact of its change: days since the last order, occasions, minor units. */
export const explainClass = {
  stage: (purchases: PurchaseSummary | undefined, now: Instant): Why =>
    purchases === undefined
      ? { occasions: 0 }
      : { days: daysSince(purchases.lastAt, now), occasions: purchases.occasions },
  tier: (purchases: PurchaseSummary | undefined): Why => ({ windowMinor: purchases?.windowValueMinor ?? 0 }),
  frequency: (purchases: PurchaseSummary | undefined): Why => ({
    windowOccasions: purchases?.windowOccasions ?? 0,
  }),
  rfm: (purchases: PurchaseSummary | undefined, now: Instant): Why =>
    purchases === undefined
      ? { occasions: 0 }
      : {
          days: daysSince(purchases.lastAt, now),
          occasions: purchases.occasions,
          valueMinor: purchases.valueMinor,
        },
} as const;

const daysSince = (at: Instant, now: Instant): number => Math.floor((now - at) / DAY_MS);
