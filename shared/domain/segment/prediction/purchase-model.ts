/**
 * Two models of buying without a contract. In both a customer buys at a rate of their own, which is gamma distributed over
 * customers (r, alpha), and gives up after a purchase with a chance of their own, which is beta distributed (a, b). In
 * the BG/NBD that can happen after each repeat purchase (Fader, Hardie and Lee 2005, "Counting Your Customers the Easy
 * Way", Marketing Science 24(2)); in the MBG/NBD also after the first one (Batislam, Denizel and Filiztekin 2007,
 * "Empirical validation and comparison of models for customer base analysis", IJRM 24(3)).
 */
export const PURCHASE_MODELS = ['bg-nbd', 'mbg-nbd'] as const;
export type PurchaseModelKind = (typeof PURCHASE_MODELS)[number];

export interface PurchaseModel {
  readonly kind: PurchaseModelKind;
  /** Shape of the buying rates. */
  readonly r: number;
  /** Rate parameter of the buying rates, in units of time: r / alpha is the mean rate. */
  readonly alpha: number;
  /** First shape of the chances of giving up: a / (a + b) is the mean chance. */
  readonly a: number;
  readonly b: number;
  /** Days in one unit of time of alpha, t_x and T: 1 for days, 7 for weeks. */
  readonly unitDays: number;
}
