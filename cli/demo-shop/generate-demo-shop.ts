import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';
import { type WallClock, wallClockIn } from '../orders/wall-time.ts';
import { type CustomerProfile, drawProfile, drawSignUp, withdrawConsent } from './customer-profile.ts';
import { drawOrder, drawRefund } from './demo-order.ts';
import { drawHabits, drawPurchases } from './purchase-times.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface DemoShopOptions {
  /** The same seed and options give the same events. */
  readonly seed: number;
  /** The last instant at which anything happens; the first is `months` before. */
  readonly endsAt: Instant;
  readonly customers?: number;
  /** Of 365 / 12 days. */
  readonly months?: number;
  /** ISO 4217; prices keep their number of minor units whatever the currency. */
  readonly currency?: string;
}

const MONTH_MS = (365 / 12) * DAY_MS;
const MINUTE_MS = 60_000;
/** Share of those who sign up and never order. */
const PROSPECT_SHARE = 0.07;
const WITHDRAWAL_CHANCE = 0.05;
/** By local hour from midnight: nobody at night, a little at lunch, most in the evening. */
const HOURS = [2, 1, 0, 0, 0, 1, 3, 6, 9, 10, 11, 11, 13, 12, 10, 10, 10, 11, 13, 16, 19, 18, 12, 6];
const [MIDNIGHT = { hour: 0, weight: 1 }, ...OTHER_HOURS] = HOURS.map((weight, hour) => ({ hour, weight }));

interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

function clocks(): (zone: string) => WallClock {
  const known = new Map<string, WallClock>();
  return (zone) => {
    const clock = known.get(zone) ?? wallClockIn(zone);
    known.set(zone, clock);
    return clock;
  };
}

/** Moves an instant to an hour at which people buy, on about the same day of the customer's own. */
function toWakingHour(random: SeededRandom, at: Instant, clock: WallClock): Instant {
  const { hour } = random.weighted([MIDNIGHT, ...OTHER_HOURS]);
  return clock(
    Math.floor(at / DAY_MS) * DAY_MS +
      (hour * 60 + random.integer(0, 59)) * MINUTE_MS +
      random.integer(0, 59) * 1000,
  );
}

/** The first purchases grow in number: a shop of 18 months has more new customers at its end than at its beginning. */
function drawArrival(random: SeededRandom, { from, until }: Span): Instant {
  return from + random.uniform() ** 0.85 * (until - from);
}

function orderEvents(
  random: SeededRandom,
  profile: CustomerProfile,
  span: Span,
  clock: WallClock,
  currency: string,
): ShopEvent[] {
  const events: ShopEvent[] = [];
  const keepsSpringFestival = profile.readsChinese;
  let previous = span.from;
  let sequence = 0;
  for (const drawn of drawPurchases(random, drawHabits(random), { ...span, keepsSpringFestival })) {
    const at = Math.max(
      sequence === 0 ? drawn : toWakingHour(random, drawn, clock),
      previous + 5 * MINUTE_MS,
    );
    if (at > span.until) {
      break;
    }
    previous = at;
    sequence++;
    const order = drawOrder(random, profile, { at, sequence, currency });
    const refund = drawRefund(random, order);
    events.push(order);
    if (refund !== undefined && Date.parse(refund.occurredAt) <= span.until) {
      events.push(refund);
    }
  }
  return events;
}

function customerEvents(
  random: SeededRandom,
  serial: number,
  span: Span,
  clock: (zone: string) => WallClock,
  currency: string,
): ShopEvent[] {
  const profile = drawProfile(random, serial);
  const local = clock(profile.timeZone);
  const arrival = toWakingHour(random, drawArrival(random, span), local);
  const from = Math.min(Math.max(arrival, span.from), span.until - 10 * MINUTE_MS);
  const events: ShopEvent[] = [drawSignUp(random, profile, serial, from)];
  if (random.chance(WITHDRAWAL_CHANCE)) {
    const at = from + Math.round(random.uniform() * (span.until - from));
    events.push(withdrawConsent(profile.customerId, at));
  }
  if (!random.chance(PROSPECT_SHARE)) {
    events.push(...orderEvents(random, profile, { from, until: span.until }, local, currency));
  }
  return events;
}

/**
 * A believable tea shop: its events in time order. Customers buy at rates, leave with chances and spend amounts of their own
 * (BG/NBD and lognormal), live in eight countries, like some categories better, buy more before Christmas and the Spring
 * Festival, use coupons, and ask for some of their money back. All people and numbers are invented.
 */
export function* generateDemoShop(options: DemoShopOptions): Generator<ShopEvent> {
  const { seed, endsAt, customers = 3000, months = 18, currency = 'USD' } = options;
  const span = { from: endsAt - Math.round(months * MONTH_MS), until: endsAt };
  const clock = clocks();
  const timed: { readonly at: Instant; readonly event: ShopEvent }[] = [];
  for (let serial = 1; serial <= customers; serial++) {
    // A generator for each customer: one customer more leaves the others as they are.
    const random = seededRandom(Math.imul(seed, 0x85ebca6b) + Math.imul(serial, 0x9e3779b1));
    for (const event of customerEvents(random, serial, span, clock, currency)) {
      timed.push({ at: Date.parse(event.occurredAt), event });
    }
  }
  timed.sort((a, b) => a.at - b.at);
  for (const { event } of timed) {
    yield event;
  }
}
