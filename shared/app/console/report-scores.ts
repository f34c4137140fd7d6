import { gauge } from '../../domain/report/counters.ts';
import { cellsOf } from '../../domain/segment/rfm-groups.ts';
import type { RfmGroup } from '../../domain/segment/rfm-rules.ts';

/** How many customers have a score. */
export interface ScoreCount {
  /** Three digits: recency, frequency, monetary value. */
  readonly score: string;
  readonly customers: number;
}

/** A named group of scores. */
export interface GroupCount {
  readonly name: string;
  /** Its scores, three digits each. */
  readonly cells: readonly string[];
  readonly customers: number;
}

/** Adds the gauges of the RFM scores up by the shop's groups. Scores that nobody has are left out, empty groups are not. */
export function reportScores(
  counters: Readonly<Record<string, number>>,
  groups: readonly RfmGroup[],
): { readonly scores: readonly ScoreCount[]; readonly groups: readonly GroupCount[] } {
  const customersWith = (score: string): number => Math.max(0, counters[gauge.rfm(score)] ?? 0);
  const counted = groups.map(({ name, ...scores }) => {
    const cells = cellsOf(scores);
    return { name, cells, customers: cells.reduce((sum, cell) => sum + customersWith(cell), 0) };
  });
  const scores = EVERY_SCORE.map((score) => ({ score, customers: customersWith(score) }));
  return { scores: scores.filter(({ customers }) => customers > 0), groups: counted };
}

const ONE_TO_FIVE = [1, 2, 3, 4, 5];
const EVERY_SCORE = cellsOf({ r: ONE_TO_FIVE, f: ONE_TO_FIVE, m: ONE_TO_FIVE });
