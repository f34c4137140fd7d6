const DECILES = 10;

export interface AliveDecile {
  /** 1 is the tenth of the customers with the lowest P(alive). */
  readonly decile: number;
  readonly customers: number;
  readonly meanProbabilityAlive: number;
  /** Predicted share of those who order within the forecast's time: being alive is not yet ordering. */
  readonly meanProbabilityOfOrder: number;
  /** Share of those who did. */
  readonly shareWhoOrdered: number;
}

export interface AliveCase {
  readonly probabilityAlive: number;
  readonly probabilityOfOrder: number;
  readonly hasOrdered: boolean;
}

/** Divides customers into tenths by P(alive), ties by the probability of an order, and holds what was predicted of each against what happened. */
export function compareAliveDeciles(cases: readonly AliveCase[]): AliveDecile[] {
  const sorted = cases.toSorted(
    (one, other) =>
      one.probabilityAlive - other.probabilityAlive || one.probabilityOfOrder - other.probabilityOfOrder,
  );
  return Array.from({ length: DECILES }, (_, index) => {
    const members = sorted.slice(
      Math.floor((index * sorted.length) / DECILES),
      Math.floor(((index + 1) * sorted.length) / DECILES),
    );
    return {
      decile: index + 1,
      customers: members.length,
      meanProbabilityAlive: mean(members.map((member) => member.probabilityAlive)),
      meanProbabilityOfOrder: mean(members.map((member) => member.probabilityOfOrder)),
      shareWhoOrdered: mean(members.map((member) => (member.hasOrdered ? 1 : 0))),
    };
  }).filter(({ customers }) => customers > 0);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
