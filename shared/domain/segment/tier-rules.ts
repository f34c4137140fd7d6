/** Value tiers by what the customer spent, net of refunds, within a rolling window; frequency class by occasions in it. */
export interface TierRules {
  /** Length of the window in days. */
  readonly windowDays: number;
  /** At least this much, in minor units of the shop's currency, is head. */
  readonly headMinor: number;
  /** At least this much, and less than `headMinor`, is mid; less is tail. */
  readonly midMinor: number;
  /** At least this many purchase occasions within the window is high frequency. */
  readonly highOccasions: number;
  /** At least this many, and fewer than `highOccasions`, is mid; fewer is low. */
  readonly midOccasions: number;
}
