/** What came of those in one arm of a comparison. */
export interface ArmResult {
  /** Entries into the arm. */
  readonly customers: number;
  /** Of them, with at least one order in the days that count. */
  readonly converted: number;
  /** Sum, and sum of squares, of what each of them spent in those days: nought for those who did not buy. */
  readonly value: number;
  readonly squares: number;
}

export const EMPTY_ARM: ArmResult = { customers: 0, converted: 0, value: 0, squares: 0 };

/** Arms taken as one. */
export const joinArms = (arms: readonly ArmResult[]): ArmResult =>
  arms.reduce(
    (sum, arm) => ({
      customers: sum.customers + arm.customers,
      converted: sum.converted + arm.converted,
      value: sum.value + arm.value,
      squares: sum.squares + arm.squares,
    }),
    EMPTY_ARM,
  );

/** A part of the customers, 0 where there are none. */
export const conversionRate = ({ converted, customers }: ArmResult): number =>
  customers === 0 ? 0 : converted / customers;

/** Value per customer, buyers or not, in the unit of the value; 0 where there are none. */
export const meanValue = ({ value, customers }: ArmResult): number =>
  customers === 0 ? 0 : value / customers;

/** The sample variance of the value of a customer; 0 for fewer than two. */
export function valueVariance({ customers, value, squares }: ArmResult): number {
  if (customers < 2) return 0;
  return Math.max(0, squares - (value * value) / customers) / (customers - 1);
}
