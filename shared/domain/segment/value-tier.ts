import type { Counting } from '../counting.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Frequency, Tier } from './classes.ts';
import { type Purchase, type PurchaseHistory, purchasesOf } from './purchase-summary.ts';
import type { TierRules } from './tier-rules.ts';

interface WindowClasses {
  readonly tier: Tier;
  readonly frequency: Frequency;
}

export interface WindowClassification extends WindowClasses {
  /** The first instant after `now` at which orders leaving the window change one of the two. */
  readonly nextChange: Instant | undefined;
}

/**
 * The value tier and the frequency class at `now`, by what was bought within the rolling window. A class is gained at its
 * threshold and lost only some way below it (hysteresis), so it depends on how the window's contents went up and down. All
 * of that is lived through from the first order kept, which makes it a function of the orders, the rules and the instant.
 */
export function classifyWindow(
  history: PurchaseHistory,
  rules: TierRules,
  counting: Counting,
  now: Instant,
): WindowClassification {
  const window = new RollingWindow(purchasesOf(history, counting), rules.windowDays * DAY_MS);
  let classes = moveBetween(LOWEST, window, rules);
  for (let at = window.nextInstant(now); at !== undefined; at = window.nextInstant(now)) {
    window.moveTo(at, now);
    const moved = moveBetween(classes, window, rules);
    if (moved !== classes && at > now) return { ...classes, nextChange: at };
    classes = moved;
  }
  return { ...classes, nextChange: undefined };
}

const LOWEST: WindowClasses = { tier: 'tail', frequency: 'low' };

/** The instants at which an order leaves the window, after `now`, growing. */
export const windowExits = (
  history: PurchaseHistory,
  windowDays: number,
  counting: Counting,
  now: Instant,
): Instant[] =>
  purchasesOf(history, counting)
    .map(({ at }) => at + windowDays * DAY_MS)
    .filter((leavesAt) => leavesAt > now);

/** What stands in a window that moves over the purchases: one is in from its instant on, for the length of the window. */
class RollingWindow {
  valueMinor = 0;
  occasions = 0;
  private first = 0;
  private end = 0;
  private readonly purchases: readonly Purchase[];
  private readonly lengthMs: number;

  constructor(purchases: readonly Purchase[], lengthMs: number) {
    this.purchases = purchases;
    this.lengthMs = lengthMs;
  }

  /** The next instant at which a purchase comes in, up to `now`, or one leaves, whenever that is. */
  nextInstant(now: Instant): Instant | undefined {
    const entersAt = this.purchases[this.end]?.at;
    const oldest = this.first < this.end ? this.purchases[this.first] : undefined;
    const leavesAt = oldest && oldest.at + this.lengthMs;
    if (entersAt === undefined || entersAt > now) return leavesAt;
    return leavesAt === undefined || entersAt < leavesAt ? entersAt : leavesAt;
  }

  moveTo(at: Instant, now: Instant): void {
    for (let purchase = this.purchases[this.first]; this.first < this.end; ) {
      if (purchase === undefined || purchase.at + this.lengthMs > at) break;
      const next = this.first + 1 < this.end ? this.purchases[this.first + 1] : undefined;
      this.valueMinor -= purchase.valueMinor;
      if (next?.day !== purchase.day) this.occasions -= 1;
      this.first += 1;
      purchase = next;
    }
    for (let purchase = this.purchases[this.end]; purchase !== undefined; ) {
      if (purchase.at > at || purchase.at > now) break;
      const before = this.first < this.end ? this.purchases[this.end - 1] : undefined;
      this.valueMinor += purchase.valueMinor;
      if (before?.day !== purchase.day) this.occasions += 1;
      this.end += 1;
      purchase = this.purchases[this.end];
    }
  }
}

/** Up at the threshold, down only below the threshold less the hysteresis. The same object where nothing moves. */
function moveBetween(
  from: WindowClasses,
  { valueMinor, occasions }: { readonly valueMinor: number; readonly occasions: number },
  rules: TierRules,
): WindowClasses {
  const keeps = 1 - rules.hysteresis;
  const headFrom = from.tier === 'head' ? rules.headMinor * keeps : rules.headMinor;
  const midFrom = from.tier === 'tail' ? rules.midMinor : rules.midMinor * keeps;
  const slack = rules.occasionsSlack;
  const highFrom = from.frequency === 'high' ? rules.highOccasions - slack : rules.highOccasions;
  const someFrom = from.frequency === 'low' ? rules.midOccasions : rules.midOccasions - slack;
  const tier = valueMinor >= headFrom ? 'head' : valueMinor >= midFrom ? 'mid' : 'tail';
  const frequency = occasions >= highFrom ? 'high' : occasions >= someFrom ? 'mid' : 'low';
  return tier === from.tier && frequency === from.frequency ? from : { tier, frequency };
}
