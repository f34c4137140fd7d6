import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';
import { BUSIEST, seasonAt } from './season.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * How the customers of the demo shop differ: purchase rates are gamma, the chance to leave after a purchase is beta distributed
 * (the assumptions of BG/NBD: Fader, Hardie, Lee 2005, "Counting Your Customers the Easy Way").
 */
const RATE_SHAPE = 0.9;
/** Purchases a week. */
const RATE_SCALE = 0.13;
const LEAVING_A = 0.8;
const LEAVING_B = 3;

/** A customer's habits. */
export interface PurchaseHabits {
  /** Purchases a week in a usual season. */
  readonly weeklyRate: number;
  /** The chance never to come back after a purchase. */
  readonly leavingChance: number;
}

/** Draws one customer's habits. */
export function drawHabits(random: SeededRandom): PurchaseHabits {
  return {
    weeklyRate: random.gamma(RATE_SHAPE, RATE_SCALE),
    leavingChance: random.beta(LEAVING_A, LEAVING_B),
  };
}

/**
 * When a customer buys: at the first instant, then again and again, more in busy seasons (a Poisson process thinned by the
 * season), until they leave or the time is up.
 */
export function* drawPurchases(
  random: SeededRandom,
  habits: PurchaseHabits,
  span: { readonly from: Instant; readonly until: Instant; readonly keepsSpringFestival: boolean },
): Generator<Instant> {
  const ratePerMs = (habits.weeklyRate * BUSIEST) / (7 * DAY_MS);
  let at = span.from;
  yield at;
  while (!random.chance(habits.leavingChance)) {
    do {
      at += random.exponential(ratePerMs);
      if (at > span.until) {
        return;
      }
    } while (!random.chance(seasonAt(at, span.keepsSpringFestival) / BUSIEST));
    yield at;
  }
}
