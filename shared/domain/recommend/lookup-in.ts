import type { Recommender } from './product-neighbours.ts';
import type { RecommenderLookup } from './recommend.ts';

/** Looks up in a recommender that is in memory as a whole. */
export const lookupIn = (recommender: Recommender): RecommenderLookup => ({
  neighboursOf: (sku) => recommender.neighbours.get(sku) ?? [],
  categoryOf: (sku) => recommender.categoryOf.get(sku),
  popular: recommender.popular,
  popularIn: (category) => recommender.popularByCategory.get(category) ?? [],
});
