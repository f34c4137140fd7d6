/** All that the models need to know of one customer; purchases of one day are one occasion. Times are in units of the model. */
export interface PurchasePattern {
  /** Purchase occasions after the first. */
  readonly x: number;
  /** Time from the first occasion to the last; 0 where x is 0. */
  readonly tx: number;
  /** Time from the first occasion to now. */
  readonly T: number;
}
