/**
 * Spearman's rank correlation, from -1 to 1: Pearson's of the ranks, ties sharing their mean rank (Spearman 1904). 0 where one
 * of the two does not vary.
 */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [rank(one), rank(other)];
  const mean = (one.length + 1) / 2;
  let [together, ofFirst, ofSecond] = [0, 0, 0];
  for (const [index, rankOfFirst] of first.entries()) {
    const a = rankOfFirst - mean;
    const b = (second[index] ?? mean) - mean;
    together += a * b;
    ofFirst += a * a;
    ofSecond += b * b;
  }
  return ofFirst === 0 || ofSecond === 0 ? 0 : together / Math.sqrt(ofFirst * ofSecond);
}

/** Ranks from 1, in the order of the values given. */
function rank(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] ?? 0];
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === value) end += 1;
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
