import type { Instant } from '../instant.ts';

/** A product that customers of another one bought too. */
export interface Neighbour {
  readonly sku: string;
  /** Similarity, above 0 and below 1; the same in both directions. */
  readonly score: number;
}

/** What a shop's purchases say about its products. */
export interface Recommender {
  /** By product, best first; a product without neighbours is not in it. */
  readonly neighbours: ReadonlyMap<string, readonly Neighbour[]>;
  /** Best first. */
  readonly popular: readonly string[];
  readonly popularByCategory: ReadonlyMap<string, readonly string[]>;
  /** The category under which the product was sold last. */
  readonly categoryOf: ReadonlyMap<string, string>;
  /** First instant at which the product was sold. */
  readonly firstSoldAt: ReadonlyMap<string, Instant>;
}
