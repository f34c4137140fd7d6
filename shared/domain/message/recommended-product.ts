/** A product that a mail recommends to its reader. */
export interface RecommendedProduct {
  readonly sku: string;
  /** Absent where the shop has told none. */
  readonly category?: string;
}

/** What a template can show of a product. */
export const PRODUCT_FIELDS = ['sku', 'category'] as const;

/** Products that a mail has to choose from, at most. */
export const MOST_RECOMMENDATIONS = 6;
