/** A fact in plain words. */
export interface FactLine {
  readonly what: string;
  /** What made it so. */
  readonly why?: string;
  /** What else there is to know. */
  readonly note?: string;
}
