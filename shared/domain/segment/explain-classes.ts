import type { Why } from '../customer/fact.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { StageRules } from './lifecycle-stage.ts';
import { predictAlive } from './predict-customer.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import type { TierCuts } from './tier-rules.ts';

/** What each class was read off, for the fact of its change: days since the last order, occasions, minor units. */
export const explainClass = {
  stage: (purchases: PurchaseSummary | undefined, rules: StageRules, now: Instant): Why => {
    if (purchases === undefined) return { occasions: 0 };
    const why = { days: daysSince(purchases.lastAt, now), occasions: purchases.occasions };
    if (rules.lifecycle.model === undefined || rules.model === undefined) return why;
    return { ...why, pAlive: Math.round(predictAlive(purchases, rules.model, now) * 1000) / 1000 };
  },
  tier: (purchases: PurchaseSummary | undefined, { tiers }: { readonly tiers: TierCuts }): Why => ({
    windowMinor: purchases?.windowValueMinor ?? 0,
    headMinor: tiers.headMinor,
    midMinor: tiers.midMinor,
  }),
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
