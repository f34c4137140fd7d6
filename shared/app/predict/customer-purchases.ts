import type { PurchasePattern } from '../../domain/segment/prediction/purchase-pattern.ts';

/** A customer's purchase days and what each was worth, net of refunds, in minor units; by day. */
export interface CustomerPurchases {
  readonly customerId: string;
  readonly days: readonly number[];
  readonly valuesMinor: readonly number[];
}

/** The customer's pattern as of the end of a day, in units of `unitDays` days; undefined where there was no purchase by then. */
export function patternOf(
  { days }: CustomerPurchases,
  asOfDay: number,
  unitDays: number,
): PurchasePattern | undefined {
  const occasions = occasionsUntil(days, asOfDay);
  const first = days[0];
  const last = days[occasions - 1];
  if (first === undefined || last === undefined) return undefined;
  return { x: occasions - 1, tx: (last - first) / unitDays, T: (asOfDay - first) / unitDays };
}

/** Mean value of the repeat occasions up to the end of a day, in minor units; 0 where there was none. The first purchase is left out, as it is in x. */
export function meanRepeatValueMinor({ days, valuesMinor }: CustomerPurchases, asOfDay: number): number {
  const repeats = valuesMinor.slice(1, occasionsUntil(days, asOfDay));
  return repeats.length === 0 ? 0 : repeats.reduce((sum, value) => sum + value, 0) / repeats.length;
}

/** How many of the purchase days lie in the past at the end of a day. */
export function occasionsUntil(days: readonly number[], asOfDay: number): number {
  let occasions = days.length;
  while (occasions > 0 && (days[occasions - 1] ?? 0) > asOfDay) occasions -= 1;
  return occasions;
}
