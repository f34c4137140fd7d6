/** A segment of the shop's own: everybody for whom a condition holds. */
export interface SegmentRules {
  readonly name: string;
  /** CEL condition over the customer; it may name other segments, never itself by way of others. */
  readonly condition: string;
}
