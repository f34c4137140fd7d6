/** Thresholds between the value tiers, in minor units of the shop's currency. */
export interface TierCuts {
  /** At least this much is head. */
  readonly headMinor: number;
  /** At least this much, and less than `headMinor`, is mid; less is tail. */
  readonly midMinor: number;
}

/** Value tiers by what the customer spent, net of refunds, within a rolling window; frequency class by occasions in it. */
export interface TierRules extends TierCuts {
  /** Length of the window in days. */
  readonly windowDays: number;
  /** Present: `calibrate` sets the thresholds so that these shares of those who bought within the window are head and mid. */
  readonly share?: { readonly head: number; readonly mid: number };
  /** Part of a threshold by which the value must fall below it before the tier is lost: 0.1 keeps a 400 until under 360. */
  readonly hysteresis: number;
  /** At least this many purchase occasions within the window is high frequency. */
  readonly highOccasions: number;
  /** At least this many, and fewer than `highOccasions`, is mid; fewer is low. */
  readonly midOccasions: number;
  /** Occasions by which the count must fall below the threshold before the class is lost; 0 or 1 mostly. */
  readonly occasionsSlack: number;
}
