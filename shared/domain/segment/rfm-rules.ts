type FourCuts = readonly [number, number, number, number];

/** Four cut points make five scores, 1 (worst) to 5 (best). */
export interface RfmCuts {
  /** Days since the last purchase, growing: fewer than the first scores 5, at least the last scores 1. */
  readonly recencyDays: FourCuts;
  /** Purchase occasions, growing: at least the first scores 2, at least the last scores 5. */
  readonly frequencyOccasions: FourCuts;
  /** Net value in minor units of the shop's currency, growing: at least the first scores 2, at least the last 5. */
  readonly monetaryMinor: FourCuts;
}

export type RfmScale = 'recency' | 'frequency' | 'monetary';

/** A named part of the 125 cells of scores: those whose every score is among the listed. */
export interface RfmGroup {
  readonly name: string;
  readonly r: readonly number[];
  readonly f: readonly number[];
  readonly m: readonly number[];
}

export interface RfmRules extends RfmCuts {
  /** learned: `calibrate` puts the cut points at the quintiles of the shop's own customers; those given hold until then. */
  readonly cutPoints: Readonly<Record<RfmScale, 'learned' | 'fixed'>>;
  /** Together they hold each of the 125 cells once. */
  readonly groups: readonly RfmGroup[];
}
