import { occasionsUntil } from './customer-purchases.ts';
import type { PurchaseLog } from './purchase-log.ts';

/** A customer who stays away for longer than this share of all pauses is taken for gone. */
const USUAL_SHARE_OF_PAUSES = 0.9;

/** What a shop would forecast without a model, for each customer of the log in its order: purchase days. */
export interface BaselineForecasts {
  /** As many repeat purchase days as in the last period of equal length. */
  readonly lastPeriod: readonly number[];
  /**
   * The hiatus rule (Wübben and Wangenheim 2008, "Instant Customer Base Analysis", Journal of Marketing 72(3)): who bought
   * within the last so many days goes on at their own pace of repeat purchases, others buy no more.
   */
  readonly recencyRule: readonly number[];
  /** Those days: nine pauses in ten between purchases were as long or shorter. */
  readonly recencyDays: number;
}

/** What each customer buys within the horizon, in purchase days, by rules of thumb that a model has to beat. */
export function forecastByBaselines(
  { customers, asOfDay }: PurchaseLog,
  horizonDays: number,
): BaselineForecasts {
  const pauses = customers.flatMap(({ days }) =>
    days.slice(1).map((day, index) => day - (days[index] ?? day)),
  );
  pauses.sort((one, other) => one - other);
  const recencyDays = pauses[Math.ceil(USUAL_SHARE_OF_PAUSES * pauses.length) - 1] ?? 0;
  return {
    lastPeriod: customers.map(({ days }) => {
      const before = occasionsUntil(days, asOfDay - horizonDays);
      return days.length - Math.max(before, 1);
    }),
    recencyRule: customers.map(({ days }) => {
      const [first = asOfDay, last = asOfDay] = [days[0], days.at(-1)];
      const isGone = asOfDay - last > recencyDays || asOfDay === first;
      return isGone ? 0 : ((days.length - 1) / (asOfDay - first)) * horizonDays;
    }),
    recencyDays,
  };
}
