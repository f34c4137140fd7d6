/** How well lists of recommendations meet what was bought next; means over the cases, from 0 to 1. */
export interface RankingQuality {
  /** Share of cases in which at least one recommended product was bought. */
  readonly hitRate: number;
  /** Share of the wanted products that was recommended. */
  readonly recall: number;
  /** Mean reciprocal rank: 1 where the first recommended product was bought, 1/2 where the second was the first, 0 for none. */
  readonly meanReciprocalRank: number;
}

export interface CaseQuality {
  readonly isHit: boolean;
  readonly recall: number;
  readonly reciprocalRank: number;
}

/** Rates one list against the products wanted, of which there is at least one. */
export function rateList(list: readonly string[], wanted: ReadonlySet<string>): CaseQuality {
  const first = list.findIndex((sku) => wanted.has(sku));
  return {
    isHit: first >= 0,
    recall: list.filter((sku) => wanted.has(sku)).length / wanted.size,
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
  };
}

/** The means over all cases; zeros where there are none. */
export function meanQuality(cases: readonly CaseQuality[]): RankingQuality {
  const mean = (figureOf: (one: CaseQuality) => number): number =>
    cases.length === 0 ? 0 : cases.reduce((sum, one) => sum + figureOf(one), 0) / cases.length;
  return {
    hitRate: mean(({ isHit }) => (isHit ? 1 : 0)),
    recall: mean(({ recall }) => recall),
    meanReciprocalRank: mean(({ reciprocalRank }) => reciprocalRank),
  };
}
