/** The wish of a template for one of its texts, by `{{ t.key }}`. */
export interface TextMention {
  /** Of the first mention, as `file:line:column`. */
  readonly place: string;
  /** Names that stand for a recommended product at any of the mentions. */
  readonly products: readonly string[];
}

/** The place of the first mention, with the products of all. */
export const mergeMentions = (known: TextMention | undefined, mention: TextMention): TextMention =>
  known === undefined
    ? mention
    : { ...known, products: [...new Set([...known.products, ...mention.products])] };
