/** Lifecycle stages by days since the last purchase and by purchase occasions so far. */
export interface LifecycleRules {
  /** Days since the first purchase for which a customer with one occasion is new. */
  readonly newDays: number;
  /** From this many occasions on, a customer who still buys is loyal. */
  readonly loyalOccasions: number;
  /** Days without a purchase after which a customer is at risk. */
  readonly atRiskDays: number;
  /** Days without a purchase after which a customer has lapsed; more than `atRiskDays`. */
  readonly lapsedDays: number;
  /** Days for which one who bought again after lapsing is won back. */
  readonly wonBackDays: number;
}
