import type { PurchasePattern } from './purchase-pattern.ts';

/** Customers of one purchase pattern: for a fit, how many there are is all that matters. */
export interface PatternGroup extends PurchasePattern {
  readonly count: number;
}

/**
 * Counts the customers of each pattern, ordered by x, t_x and T. Groups may stand among the patterns, so that the groups of
 * parts of a shop's customers merge into those of all: any order and any division into parts gives the same.
 */
export function groupPatterns(
  patterns: Iterable<PurchasePattern & { readonly count?: number }>,
): PatternGroup[] {
  const byT = new Map<number, Map<number, Map<number, number>>>();
  for (const { x, tx, T, count = 1 } of patterns) {
    const byX = entry(entry(byT, T), tx);
    byX.set(x, (byX.get(x) ?? 0) + count);
  }
  const groups: PatternGroup[] = [];
  for (const [T, byTx] of byT) {
    for (const [tx, byX] of byTx) {
      for (const [x, count] of byX) groups.push({ x, tx, T, count });
    }
  }
  return groups.sort((one, other) => one.x - other.x || one.tx - other.tx || one.T - other.T);
}

function entry<Inner>(outer: Map<number, Map<number, Inner>>, key: number): Map<number, Inner> {
  let inner = outer.get(key);
  if (inner === undefined) {
    inner = new Map();
    outer.set(key, inner);
  }
  return inner;
}
