/** Days that must lie between the shop's first order and a product's: before, everything looks new. */
const SETTLING_DAYS = 30;
/** Days for which a product's arrival is remembered; what was bought longer ago says little of what is wanted now. */
const DAYS_REMEMBERED = 365;
/** Arrivals remembered at most, the newest. */
const ARRIVALS_KEPT = 5_000;
/** Bytes that they take at most: a calibration is one item of the table, of 400 KB at most, and a SKU may be long. */
const BYTES_KEPT = 250_000;

/** When products were first sold, from orders in any order. Days are business days, counted from 1970-01-01. */
export class ArrivalTally {
  private readonly firstSoldOn = new Map<string, number>();
  private firstDay = Number.POSITIVE_INFINITY;

  add(day: number, skus: Iterable<string>): void {
    this.firstDay = Math.min(this.firstDay, day);
    for (const sku of skus) {
      const known = this.firstSoldOn.get(sku);
      if (known === undefined || day < known) this.firstSoldOn.set(sku, day);
    }
  }

  /** By SKU, the newest products as of `today`: the day they were first sold. */
  newest(today: number): Record<string, number> {
    const isArrival = (day: number): boolean =>
      day >= this.firstDay + SETTLING_DAYS && day > today - DAYS_REMEMBERED;
    const arrivals = [...this.firstSoldOn]
      .filter(([, day]) => isArrival(day))
      .sort(([a, dayA], [b, dayB]) => dayB - dayA || (a < b ? -1 : 1));
    const kept = fitting(arrivals.slice(0, ARRIVALS_KEPT));
    return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const encoder = new TextEncoder();

/** As many of the first as fit. */
function fitting(arrivals: [string, number][]): [string, number][] {
  let bytes = 0;
  const end = arrivals.findIndex((arrival) => {
    bytes += encoder.encode(JSON.stringify(arrival)).length;
    return bytes > BYTES_KEPT;
  });
  return end < 0 ? arrivals : arrivals.slice(0, end);
}
