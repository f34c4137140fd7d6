import type { Gain } from './hit-rate-gain.ts';
import type { RankingQuality } from './ranking-quality.ts';

/** Fewer next baskets than this say nothing. */
const MIN_CASES = 50;

/** What the comparison with popular products comes to. */
export type RecommendationOutcome = 'better' | 'no-difference' | 'worse' | 'too-few-cases';

export interface ComparedRankings {
  readonly cases: number;
  /** Products in each list. */
  readonly count: number;
  readonly ours: RankingQuality;
  readonly popularity: RankingQuality;
  readonly gain: Gain | undefined;
}

/** Better or worse only where the 95% interval of the hit rate's gain says so. */
export function judgeRecommendations({ cases, gain }: ComparedRankings): RecommendationOutcome {
  if (cases < MIN_CASES || gain === undefined) return 'too-few-cases';
  if (gain.low > 0) return 'better';
  return gain.high < 0 ? 'worse' : 'no-difference';
}

/** The outcome in words, for whoever runs the shop. */
export function describeRecommendations(compared: ComparedRankings): string {
  const { cases, count, ours, popularity, gain } = compared;
  const outcome = judgeRecommendations(compared);
  if (outcome === 'too-few-cases' || gain === undefined)
    return `Only ${cases} customers bought something new after the split; at least ${MIN_CASES} are needed to tell whether recommendations help.`;
  const found = `Of ${cases} customers who bought something new, ${percent(ours.hitRate)} found it among ${count} recommendations and ${percent(popularity.hitRate)} among the ${count} most popular products`;
  const interval = `(95% interval of the difference: ${points(gain.low)} to ${points(gain.high)} points)`;
  switch (outcome) {
    case 'better':
      return `${found} ${interval}: recommend by what customers buy together.`;
    case 'worse':
      return `${found} ${interval}: here popular products are the better recommendation.`;
    case 'no-difference':
      return `${found} ${interval}: there is no clear difference.`;
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const points = (difference: number): string => `${difference < 0 ? '' : '+'}${(difference * 100).toFixed(1)}`;
