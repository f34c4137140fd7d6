import type { RecommendationEvaluation } from '../../shared/app/recommend/evaluate-recommendations.ts';
import type { RankingQuality } from '../../shared/app/recommend/ranking-quality.ts';
import { alignColumns } from '../print-result.ts';

const NO_ITEMS = 'No order says what was bought, so there is nothing to recommend from.';

/** The recommendations' part of an evaluation as JSON gives it; undefined stands for a file whose orders have no items. */
export const recommendationResult = (evaluation: RecommendationEvaluation | undefined) =>
  evaluation === undefined
    ? { recommendations: null, recommendationsMissing: NO_ITEMS }
    : {
        recommendations: {
          ...evaluation,
          splitAt: new Date(evaluation.splitAt).toISOString(),
          gain: evaluation.gain ?? null,
        },
      };

/** The same for a person. */
export function recommendationLines(evaluation: RecommendationEvaluation | undefined): string[] {
  if (evaluation === undefined) return ['', `Recommendations: ${NO_ITEMS}`];
  const { trainingBaskets, count, ours, popularity, verdict } = evaluation;
  return [
    '',
    `Recommendations: ${verdict}`,
    ...alignColumns([
      ['orders learned from', trainingBaskets.toLocaleString('en')],
      [`${count} by what is bought together`, qualityText(ours)],
      [`${count} most popular`, qualityText(popularity)],
    ]),
  ];
}

const qualityText = ({ hitRate, recall, meanReciprocalRank }: RankingQuality): string =>
  [
    `hit rate ${(hitRate * 100).toFixed(1)} %`,
    `recall ${(recall * 100).toFixed(1)} %`,
    `mean reciprocal rank ${meanReciprocalRank.toFixed(3)}`,
  ].join(', ');
