/** From `low` to `high`, with what lies between. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Whether it holds values of one sign only. */
export const excludesZero = ({ low, high }: Interval): boolean => low > 0 || high < 0;
