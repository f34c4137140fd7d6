/**
 * The Gamma-Gamma model of what an order is worth (Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value"): orders
 * of one customer are gamma distributed about a mean of their own, and the means differ between customers. It takes
 * it that who buys more often does not also spend more or less each time.
 */
export interface SpendModel {
  /** Shape of one customer's orders. */
  readonly p: number;
  /** Shape of the differences between customers. */
  readonly q: number;
  /** Scale of those, in the money unit of the means that the model was fitted to. */
  readonly gamma: number;
}

/**
 * The expected value of one order of a customer whose `x` repeat occasions were worth `meanSpend` each: eq. (5) of Fader and
 * Hardie 2013, a weighted mean of the customer's own and everybody's. x = 0 gives everybody's, p gamma / (q - 1).
 */
export const expectedSpend = ({ p, q, gamma }: SpendModel, x: number, meanSpend: number): number =>
  (p * (gamma + x * meanSpend)) / (p * x + q - 1);
