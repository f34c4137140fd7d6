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
  /**
   * Present: the purchase model says who is at risk and who has lapsed, by the probability that the customer still buys
   * (P(alive), 0 to 1). The days above hold until the model can be trusted, and where it cannot say.
   */
  readonly model?: { readonly atRiskBelow: number; readonly lapsedBelow: number };
}
