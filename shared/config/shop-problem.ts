/** One thing wrong in a shop's files. */
export interface ShopProblem {
  /** As a person would open it: relative to the working directory where it lies within. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Field within the file, for example `steps.0.template`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** `shop/campaigns/win-back.yaml:7:12: unknown field "stgae"; did you mean "stage"?` */
export function formatShopProblem(problem: ShopProblem): string {
  const { file, line, column, message, suggestion } = problem;
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
  return `${file}:${line}:${column}: ${message}${hint}`;
}
