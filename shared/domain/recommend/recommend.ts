import { compareScores } from './compare-scores.ts';
import type { Neighbour } from './product-neighbours.ts';

/** How many of the most recent items are looked up; older ones are only kept out of the answer. */
export const QUERY_ITEMS = 50;

/** How much less each item counts than the one bought after it. */
const RANK_DECAY = 0.98;

/** What to look up of a recommender: the neighbours of QUERY_ITEMS items at most, and a few lists. */
export interface RecommenderLookup {
  neighboursOf(sku: string): readonly Neighbour[];
  categoryOf(sku: string): string | undefined;
  readonly popular: readonly string[];
  popularIn(category: string): readonly string[];
}

export interface RecommendOptions {
  /** The most products to recommend. */
  readonly count: number;
  /** Products not to recommend, besides the recent items. */
  readonly exclude?: ReadonlySet<string>;
  /** Products of this category come before all others. */
  readonly category?: string;
}

/**
 * Recommends products to a customer who bought the recent items, newest first: their neighbours by the sum of the scores
 * (Deshpande, Karypis 2004), where a newer item counts more; then what is popular in the items' categories,
 * newest first; then what is popular in all. Where a category is wished for, the neighbours in it and what is popular in it
 * come before all that. None comes twice, and none of the recent items.
 */
export function recommend(
  recentItems: readonly string[],
  lookup: RecommenderLookup,
  options: RecommendOptions,
): readonly string[] {
  const excluded = new Set([...recentItems, ...(options.exclude ?? [])]);
  const query = [...new Set(recentItems)].slice(0, QUERY_ITEMS);
  const neighbours = rankNeighbours(query, lookup);
  const { category } = options;
  const categories = new Set(query.map((sku) => lookup.categoryOf(sku)).filter((name) => name !== undefined));
  const candidates = function* (): Generator<string> {
    if (category !== undefined) {
      yield* neighbours.filter((sku) => lookup.categoryOf(sku) === category);
      yield* lookup.popularIn(category);
    }
    yield* neighbours;
    for (const name of categories) yield* lookup.popularIn(name);
    yield* lookup.popular;
  };

  const chosen = new Set<string>();
  for (const sku of candidates()) {
    if (chosen.size >= options.count) break;
    if (!excluded.has(sku)) chosen.add(sku);
  }
  return [...chosen];
}

function rankNeighbours(query: readonly string[], lookup: RecommenderLookup): string[] {
  const scores = new Map<string, number>();
  for (const [rank, item] of query.entries()) {
    const weight = RANK_DECAY ** rank;
    for (const { sku, score } of lookup.neighboursOf(item))
      scores.set(sku, (scores.get(sku) ?? 0) + weight * score);
  }
  return [...scores]
    .map(([sku, score]) => ({ sku, score }))
    .sort(compareScores)
    .map(({ sku }) => sku);
}
