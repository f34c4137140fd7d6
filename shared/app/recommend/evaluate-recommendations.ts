import type { Instant } from '../../domain/instant.ts';
import type { Basket } from '../../domain/recommend/basket.ts';
import { buildRecommender, type RecommenderOptions } from '../../domain/recommend/build-recommender.ts';
import { lookupIn } from '../../domain/recommend/lookup-in.ts';
import { recommend } from '../../domain/recommend/recommend.ts';
import { createSkuFilter, NON_PRODUCTS } from '../../domain/recommend/sku-filter.ts';
import { findHeldOutCases } from './held-out-cases.ts';
import { type Gain, hitRateGain } from './hit-rate-gain.ts';
import { meanQuality, type RankingQuality, rateList } from './ranking-quality.ts';
import {
  describeRecommendations,
  judgeRecommendations,
  type RecommendationOutcome,
} from './recommendation-verdict.ts';

/** Long enough that the popular products do not run out for a customer who has bought many of them. */
const POPULAR_COUNT = 2000;

export interface EvaluationOptions extends Omit<RecommenderOptions, 'asOf' | 'popularCount'> {
  /** Products in each list; 10 where not given. */
  readonly count?: number;
}

export interface RecommendationEvaluation {
  readonly splitAt: Instant;
  /** Products in each list. */
  readonly count: number;
  readonly trainingBaskets: number;
  /** Customers whose next basket was to be foretold. */
  readonly cases: number;
  readonly ours: RankingQuality;
  readonly popularity: RankingQuality;
  /** Of our hit rate over popularity's; undefined without cases. */
  readonly gain: Gain | undefined;
  readonly outcome: RecommendationOutcome;
  /** The outcome in words. */
  readonly verdict: string;
}

/**
 * Measures recommendations against the most popular products on baskets they have not seen: both learn from the baskets before
 * an instant, and are to foretell the first basket of each customer from then on.
 *
 * What is asked for is what is new to the customer: products bought at any time before are left out of both lists and of what
 * counts as found. (To foretell what is bought again takes no neighbours.) Products first sold after the instant count as
 * missed by both.
 */
export function evaluateRecommendations(
  baskets: Iterable<Basket>,
  splitAt: Instant,
  options: EvaluationOptions = {},
): RecommendationEvaluation {
  const { count = 10, ...learning } = options;
  const all = [...baskets];
  const training = all.filter(({ at }) => at < splitAt);
  const recommender = buildRecommender(training, { ...learning, asOf: splitAt, popularCount: POPULAR_COUNT });
  const lookup = lookupIn(recommender);
  const isProduct = createSkuFilter(options.ignoredSkus ?? NON_PRODUCTS);

  const rated = findHeldOutCases(all, splitAt, isProduct).map(({ bought, wanted }) => {
    const known = new Set(bought);
    const popular = recommender.popular.filter((sku) => !known.has(sku)).slice(0, count);
    return {
      ours: rateList(recommend(bought, lookup, { count }), wanted),
      popularity: rateList(popular, wanted),
    };
  });
  const compared = {
    cases: rated.length,
    count,
    ours: meanQuality(rated.map(({ ours }) => ours)),
    popularity: meanQuality(rated.map(({ popularity }) => popularity)),
    gain: hitRateGain({
      cases: rated.length,
      onlyOurs: rated.filter(({ ours, popularity }) => ours.isHit && !popularity.isHit).length,
      onlyTheirs: rated.filter(({ ours, popularity }) => !ours.isHit && popularity.isHit).length,
    }),
  };
  return {
    splitAt,
    trainingBaskets: training.length,
    ...compared,
    outcome: judgeRecommendations(compared),
    verdict: describeRecommendations(compared),
  };
}
