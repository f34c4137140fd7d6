/** How many of the cases either method alone hit, and how many there were. */
export interface PairedHits {
  readonly cases: number;
  readonly onlyOurs: number;
  readonly onlyTheirs: number;
}

/** A difference of two shares, with its 95% interval. */
export interface Gain {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the standard normal distribution. */
const Z = 1.959964;

/**
 * The difference of two hit rates on the same cases, with its 95% interval: adjusted Wald (Agresti, Min 2005, "Simple improved
 * confidence intervals for comparing matched proportions", Statistics in Medicine 24(5)), which adds half a case to each
 * cell, so that few cases give a wide interval. Undefined without cases.
 */
export function hitRateGain({ cases, onlyOurs, onlyTheirs }: PairedHits): Gain | undefined {
  if (cases === 0) return undefined;
  const total = cases + 2;
  const [ours, theirs] = [onlyOurs + 0.5, onlyTheirs + 0.5];
  const centre = (ours - theirs) / total;
  const margin = (Z * Math.sqrt(ours + theirs - (ours - theirs) ** 2 / total)) / total;
  return {
    difference: (onlyOurs - onlyTheirs) / cases,
    low: Math.max(-1, centre - margin),
    high: Math.min(1, centre + margin),
  };
}
