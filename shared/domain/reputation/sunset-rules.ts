/** Who is not written to any more: `sunset` of `delivery.yaml`. */
export interface SunsetRules {
  /** Days without any sign of life after which promotional mail ends. */
  readonly afterDays: number;
  /** Campaigns that may write all the same: the one that asks whether to stop. */
  readonly except: readonly string[];
}
