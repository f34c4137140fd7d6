/** How many customers have each whole number (of days, of occasions). Adding up two of them merges two parts of a shop. */
export type Tally = ReadonlyMap<number, number>;

/** Counts one more customer, or whatever is counted, under the number. */
export function countIn(tally: Map<number, number>, number: number): void {
  tally.set(number, (tally.get(number) ?? 0) + 1);
}
