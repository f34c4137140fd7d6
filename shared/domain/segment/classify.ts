import type { Counting } from '../counting.ts';
import { countsAsPurchase } from '../customer/order-book.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Rules } from '../rules.ts';
import type { Classes } from './classes.ts';
import { lifecycleStage, stageInstants } from './lifecycle-stage.ts';
import {
  orderValue,
  type PurchaseHistory,
  type PurchaseSummary,
  summarizePurchases,
} from './purchase-summary.ts';
import { nextRecencyInstant, scoreRfm } from './rfm-score.ts';
import { frequencyClass, valueTier } from './value-tier.ts';

export type ClassRules = Pick<Rules, 'rfm' | 'tiers' | 'lifecycle'>;

export interface Classification {
  readonly classes: Classes;
  readonly purchases: PurchaseSummary | undefined;
}

/** Classifies a customer as of `now`, from the purchases alone: the order in which they arrived does not matter. */
export function classify(
  history: PurchaseHistory,
  rules: ClassRules,
  counting: Counting,
  now: Instant,
): Classification {
  const purchases = summarizePurchases(history, now - rules.tiers.windowDays * DAY_MS, counting);
  return {
    purchases,
    classes: {
      stage: lifecycleStage(purchases, rules.lifecycle, now),
      tier: valueTier(purchases?.windowValueMinor ?? 0, rules.tiers),
      frequency: frequencyClass(purchases?.windowOccasions ?? 0, rules.tiers),
      ...(purchases !== undefined && { rfm: scoreRfm(purchases, rules.rfm, now) }),
    },
  };
}

/**
 * The first instant after `now` at which time alone changes the classes, or undefined where it never will. Classes only
 * change when a pause reaches a threshold or an order leaves the window, so these instants are all there are to try.
 */
export function nextClassChange(
  history: PurchaseHistory,
  rules: ClassRules,
  counting: Counting,
  classification: Classification,
  now: Instant,
): Instant | undefined {
  const { classes, purchases } = classification;
  if (purchases === undefined) return undefined;
  let next = windowChange(history, rules, counting, classification, now);
  const recency = nextRecencyInstant(purchases, rules.rfm, now);
  if (recency !== undefined && (next === undefined || recency < next)) next = recency;
  for (const instant of stageInstants(purchases, rules.lifecycle)) {
    const isEarlier = instant > now && (next === undefined || instant < next);
    if (isEarlier && lifecycleStage(purchases, rules.lifecycle, instant) !== classes.stage) next = instant;
  }
  return next;
}

/**
 * The first instant after `now` at which orders leaving the window change the tier or the frequency class. What is left
 * only shrinks, so one pass from the oldest order in the window finds it.
 */
function windowChange(
  history: PurchaseHistory,
  { tiers }: ClassRules,
  counting: Counting,
  { classes, purchases }: Classification,
  now: Instant,
): Instant | undefined {
  if (purchases === undefined || (classes.tier === 'tail' && classes.frequency === 'low')) return undefined;
  const windowMs = tiers.windowDays * DAY_MS;
  const inWindow = history.orders.filter((order) => order.at > now - windowMs && countsAsPurchase(order));
  let { windowValueMinor, windowOccasions } = purchases;
  for (const [position, order] of inWindow.entries()) {
    const next = inWindow[position + 1];
    windowValueMinor -= orderValue(order, counting.valuation);
    if (next === undefined || counting.dayOf(next.at) !== counting.dayOf(order.at)) windowOccasions -= 1;
    const isChange =
      valueTier(windowValueMinor, tiers) !== classes.tier ||
      frequencyClass(windowOccasions, tiers) !== classes.frequency;
    if (isChange) return order.at + windowMs;
  }
  return undefined;
}
