import { DAY_MS, type Instant } from '../instant.ts';
import type { RfmScore } from './classes.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import type { RfmRules } from './rfm-rules.ts';

/** Scores recency, frequency and monetary value from 1 to 5 by fixed cut points. */
export function scoreRfm(purchases: PurchaseSummary, rules: RfmRules, now: Instant): RfmScore {
  return {
    r: 5 - cutsReached((now - purchases.lastAt) / DAY_MS, rules.recencyDays),
    f: 1 + cutsReached(purchases.occasions, rules.frequencyOccasions),
    m: 1 + cutsReached(purchases.valueMinor, rules.monetaryMinor),
  };
}

/** The instants at which time alone lowers the recency score. */
export const recencyInstants = (purchases: PurchaseSummary, rules: RfmRules): readonly Instant[] =>
  rules.recencyDays.map((days) => purchases.lastAt + days * DAY_MS);

export const isSameScore = (a: RfmScore | undefined, b: RfmScore | undefined): boolean =>
  a?.r === b?.r && a?.f === b?.f && a?.m === b?.m;

function cutsReached(value: number, cuts: readonly number[]): number {
  let reached = 0;
  for (const cut of cuts) if (value >= cut) reached += 1;
  return reached;
}
