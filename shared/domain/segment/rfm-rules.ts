/** Four cut points make five scores, 1 (worst) to 5 (best). */
export interface RfmRules {
  /** Days since the last purchase, growing: fewer than the first scores 5, at least the last scores 1. */
  readonly recencyDays: readonly [number, number, number, number];
  /** Purchase occasions, growing: at least the first scores 2, at least the last scores 5. */
  readonly frequencyOccasions: readonly [number, number, number, number];
  /** Net value in minor units of the shop's currency, growing: at least the first scores 2, at least the last 5. */
  readonly monetaryMinor: readonly [number, number, number, number];
}
