import type { Frequency, Tier } from './classes.ts';
import type { TierRules } from './tier-rules.ts';

/** The value tier of what was spent within the window, in minor units of the shop's currency. */
export function valueTier(windowValueMinor: number, rules: TierRules): Tier {
  if (windowValueMinor >= rules.headMinor) return 'head';
  return windowValueMinor >= rules.midMinor ? 'mid' : 'tail';
}

/** The frequency class of the purchase occasions within the window. */
export function frequencyClass(windowOccasions: number, rules: TierRules): Frequency {
  if (windowOccasions >= rules.highOccasions) return 'high';
  return windowOccasions >= rules.midOccasions ? 'mid' : 'low';
}
