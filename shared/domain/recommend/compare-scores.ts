import type { Neighbour } from './product-neighbours.ts';

/** For sorting the best first; equal scores go by SKU. */
export function compareScores(one: Neighbour, other: Neighbour): number {
  if (one.score !== other.score) return other.score - one.score;
  if (one.sku === other.sku) return 0;
  return one.sku < other.sku ? -1 : 1;
}
