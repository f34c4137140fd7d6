import type { GroupCount, ScoreCount } from '../../shared/app/console/report-scores.ts';

/** Customers of one recency and frequency, over all monetary scores. */
export interface RfmCell {
  readonly customers: number;
  /** 1 to 5; 0 where nobody is. */
  readonly meanMonetary: number;
  /** Largest first. */
  readonly groups: readonly { readonly name: string; readonly customers: number }[];
}

/** Adds scores up over the monetary one. Keys are two digits, recency first; cells where nobody is are left out. */
export function rfmCells(
  scores: readonly ScoreCount[],
  groups: readonly GroupCount[],
): ReadonlyMap<string, RfmCell> {
  const groupOf = new Map(groups.flatMap(({ name, cells }) => cells.map((cell) => [cell, name] as const)));
  const byCell = Map.groupBy(scores, ({ score }) => score.slice(0, 2));
  return new Map(
    [...byCell].map(([key, inCell]) => {
      const customers = inCell.reduce((sum, score) => sum + score.customers, 0);
      const monetary = inCell.reduce((sum, { score, customers: count }) => sum + Number(score[2]) * count, 0);
      const byGroup = Map.groupBy(inCell, ({ score }) => groupOf.get(score) ?? score);
      const counted = [...byGroup].map(([name, members]) => ({
        name,
        customers: members.reduce((sum, member) => sum + member.customers, 0),
      }));
      return [
        key,
        {
          customers,
          meanMonetary: customers === 0 ? 0 : monetary / customers,
          groups: counted.sort((a, b) => b.customers - a.customers),
        },
      ];
    }),
  );
}
