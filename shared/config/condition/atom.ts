/** The smallest part of a condition that holds or not, with where it stands in the expression. */
export type Atom = { readonly subject: string; readonly position: number } & (
  | { readonly kind: 'number'; readonly operator: NumberOperator; readonly value: number }
  /** Whether the subject is one of these texts, or none of them. */
  | { readonly kind: 'text'; readonly isAmong: boolean; readonly values: readonly string[] }
  /** Anything else, of which it is only known whether it holds. */
  | { readonly kind: 'flag'; readonly holds: boolean }
);

export type NumberOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** Atoms that hold together. */
export type Conjunct = readonly Atom[];

/** One of these holds: a condition in disjunctive normal form. None: it never holds. */
export type Alternatives = readonly Conjunct[];
