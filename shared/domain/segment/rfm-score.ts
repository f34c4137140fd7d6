import { DAY_MS, type Instant } from '../instant.ts';
import type { RfmScore } from './classes.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import type { RfmCuts } from './rfm-rules.ts';

/** Scores recency, frequency and monetary value from 1 to 5 by fixed cut points. */
export function scoreRfm(purchases: PurchaseSummary, rules: RfmCuts, now: Instant): RfmScore {
  return {
    r: 5 - cutsReached((now - purchases.lastAt) / DAY_MS, rules.recencyDays),
    f: 1 + cutsReached(purchases.occasions, rules.frequencyOccasions),
    m: 1 + cutsReached(purchases.valueMinor, rules.monetaryMinor),
  };
}

/** The first instant after `now` at which time alone lowers the recency score: the cuts grow, and each lowers it by one. */
export function nextRecencyInstant(
  purchases: PurchaseSummary,
  rules: RfmCuts,
  now: Instant,
): Instant | undefined {
  for (const days of rules.recencyDays) {
    const instant = purchases.lastAt + days * DAY_MS;
    if (instant > now) return instant;
  }
  return undefined;
}

/** The scores as three digits, recency first: `543`. */
export const rfmKey = ({ r, f, m }: RfmScore): string => `${r}${f}${m}`;

/** Whether both are the same score, or both none. */
export const isSameScore = (a: RfmScore | undefined, b: RfmScore | undefined): boolean =>
  a?.r === b?.r && a?.f === b?.f && a?.m === b?.m;

function cutsReached(value: number, cuts: readonly number[]): number {
  let reached = 0;
  for (const cut of cuts) if (value >= cut) reached += 1;
  return reached;
}
