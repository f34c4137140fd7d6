import { countsAsPurchase } from '../customer/order-book.ts';
import type { Instant } from '../instant.ts';
import { keepLastAnswer } from '../keep-last-answer.ts';
import type { NoveltyNeed, PriceNeed } from './classes.ts';
import type { NeedRules } from './need-rules.ts';
import type { PurchaseHistory } from './purchase-summary.ts';

export interface NeedEvidence {
  /** Orders of which the shop told the contents, the newest. */
  readonly orders: number;
  readonly discountedOrders: number;
  /** Different items of these orders, order by order. */
  readonly items: number;
  /** Of those, bought in an earlier of these orders too. */
  readonly repeatItems: number;
  /** Of those, bought within the days for which a product is a new arrival. */
  readonly newArrivals: number;
}

interface NeedClasses {
  readonly price?: PriceNeed;
  readonly novelty?: NoveltyNeed;
}

const NO_NEEDS: NeedClasses = {};

/** What the customer's price and novelty classes are, where the shop told enough of what was bought to say. */
export function classifyNeeds(
  orders: PurchaseHistory['orders'],
  rules: NeedRules,
  arrivals: Readonly<Record<string, number>> | undefined,
  dayOf: (at: Instant) => number,
): NeedClasses {
  if (orders.at(-1)?.contents === undefined && !orders.some(({ contents }) => contents !== undefined))
    return NO_NEEDS;
  return readNeeds(orders, rules, arrivals, dayOf);
}

/** Orders are looked at many times between two of them, and time alone does not change what they say of needs. */
const readNeeds = keepLastAnswer(
  (
    orders: PurchaseHistory['orders'],
    rules: NeedRules,
    arrivals: Readonly<Record<string, number>> | undefined,
    dayOf: (at: Instant) => number,
  ): NeedClasses => {
    const evidence = needEvidence(orders, rules, arrivals, dayOf);
    return {
      ...(evidence.orders >= rules.minimumOrders && { price: priceNeed(evidence, rules) }),
      ...(evidence.items >= rules.minimumItems && { novelty: noveltyNeed(evidence, rules) }),
    };
  },
);

/** What these classes are read off. */
export function needEvidence(
  orders: PurchaseHistory['orders'],
  { newArrivalDays }: Pick<NeedRules, 'newArrivalDays'>,
  arrivals: Readonly<Record<string, number>> | undefined,
  dayOf: (at: Instant) => number,
): NeedEvidence {
  const bought = new Set<string>();
  const evidence = { orders: 0, discountedOrders: 0, items: 0, repeatItems: 0, newArrivals: 0 };
  for (const order of orders) {
    if (order.contents === undefined || !countsAsPurchase(order)) continue;
    evidence.orders += 1;
    if (order.contents.discounted) evidence.discountedOrders += 1;
    const day = dayOf(order.at);
    // An item stands in an order once.
    for (const { sku } of order.contents.items) {
      evidence.items += 1;
      if (bought.has(sku)) {
        evidence.repeatItems += 1;
        continue;
      }
      bought.add(sku);
      const arrivedOn = arrivals?.[sku];
      if (arrivedOn !== undefined && day - arrivedOn < newArrivalDays) evidence.newArrivals += 1;
    }
  }
  return evidence;
}

function priceNeed({ orders, discountedOrders }: NeedEvidence, rules: NeedRules): PriceNeed {
  const share = discountedOrders / orders;
  if (share >= rules.discountShare) return 'discount';
  return share <= rules.fullPriceShare ? 'full-price' : 'mixed';
}

function noveltyNeed({ items, repeatItems, newArrivals }: NeedEvidence, rules: NeedRules): NoveltyNeed {
  const isSeeker = newArrivals / items >= rules.newArrivalShare;
  const isRepeater = repeatItems / items >= rules.repeatShare;
  if (isSeeker && (!isRepeater || newArrivals > repeatItems)) return 'new-arrivals';
  return isRepeater ? 'repeat-items' : 'mixed';
}
