import { compareScores } from './compare-scores.ts';
import type { Neighbour } from './product-neighbours.ts';

/** Keeps the best few of many products: by score, and by SKU where scores are equal, so that no order of input matters. */
export class BestFirst {
  private readonly kept: Neighbour[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  offer(sku: string, score: number): void {
    const { kept } = this;
    const last = kept[this.limit - 1];
    // Most are worse than the worst that is kept; nothing is made for them.
    if (last !== undefined && score < last.score) return;
    const candidate = { sku, score };
    let position = kept.length;
    while (position > 0 && isBetter(candidate, kept[position - 1])) position -= 1;
    kept.splice(position, 0, candidate);
    if (kept.length > this.limit) kept.pop();
  }

  get list(): readonly Neighbour[] {
    return this.kept;
  }
}

const isBetter = (one: Neighbour, other: Neighbour | undefined): boolean =>
  other !== undefined && compareScores(one, other) < 0;
