/** The wish of a template for one of its texts, by `{{ t.key }}`. */
export interface TextMention {
  /** Of the first mention, as `file:line:column`. */
  readonly place: string;
  /** Names that stand for a recommended product at each of the mentions. */
  readonly products: readonly string[];
}

/** The place of the first mention, with the products that both have: elsewhere the text would find none. */
export const mergeMentions = (known: TextMention | undefined, mention: TextMention): TextMention =>
  known === undefined
    ? mention
    : { ...known, products: known.products.filter((name) => mention.products.includes(name)) };
