/** A segment of the shop's own: everybody for whom a condition holds. */
export interface SegmentRules {
  readonly name: string;
  /** Who they are, in the shop's own words; whoever reads the page sees them. */
  readonly description?: string;
  /** CEL condition over the customer; it may name other segments, never itself by way of others. */
  readonly condition: string;
}
