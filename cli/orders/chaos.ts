import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { seededRandom } from '../demo-shop/seeded-random.ts';

/** How deliveries go wrong. */
export interface ChaosOptions {
  /** How many times each event is delivered; 1 is once. */
  readonly duplicate: number;
  /** How late a delivery may be, at most. */
  readonly shuffleMs: number;
}

/** An event on its way: when it reached us, not when it happened. */
export interface Delivery {
  readonly event: ShopEvent;
  readonly receivedAt: Instant;
}

const UNIT_MS = { m: 60_000, h: 3_600_000, d: DAY_MS } as const;
/** Deliveries held back before they are sorted and given out, beyond those that are not due. */
const BATCH = 20_000;

function refuse(text: string): PerennialError {
  return new PerennialError('ORDERS.BAD_CHAOS', {
    message: `"${text}" is not a chaos setting. Write for example duplicate=3,shuffle=7d (duplicate 1 to 10; shuffle in m, h or d).`,
  });
}

/** Reads "duplicate=3,shuffle=7d"; either may be left out. @throws PerennialError ORDERS.BAD_CHAOS */
export function parseChaos(text: string): ChaosOptions {
  let duplicate = 1;
  let shuffleMs = 0;
  for (const part of text.split(',')) {
    const times = /^\s*duplicate=(\d{1,2})\s*$/.exec(part);
    const span = /^\s*shuffle=(\d{1,4})([mhd])\s*$/.exec(part);
    if (times !== null) {
      duplicate = Number(times[1]);
    } else if (span !== null) {
      const unit = span[2] === 'm' || span[2] === 'h' ? span[2] : 'd';
      shuffleMs = Number(span[1]) * UNIT_MS[unit];
    } else {
      throw refuse(part);
    }
  }
  if (duplicate < 1 || duplicate > 10) {
    throw refuse(text);
  }
  return { duplicate, shuffleMs };
}

/**
 * Delivers each event several times, each time late by up to the shuffle span, in the order of arrival. What comes
 * in must be ordered by `receivedAt`; the same seed gives the same arrivals. Memory: the deliveries of one shuffle span.
 */
export function* applyChaos(
  deliveries: Iterable<Delivery>,
  options: ChaosOptions,
  seed: number,
): Generator<Delivery> {
  const random = seededRandom(seed);
  let waiting: Delivery[] = [];
  let limit = BATCH;

  const takeUntil = (now: Instant): Delivery[] => {
    waiting.sort((a, b) => a.receivedAt - b.receivedAt);
    const firstLater = waiting.findIndex((delivery) => delivery.receivedAt > now);
    const due = firstLater === -1 ? waiting : waiting.slice(0, firstLater);
    waiting = firstLater === -1 ? [] : waiting.slice(firstLater);
    limit = waiting.length + BATCH;
    return due;
  };

  for (const { event, receivedAt } of deliveries) {
    if (waiting.length >= limit) {
      // Everything still to come is received at or after this one, so what is due before it is in its final order.
      yield* takeUntil(receivedAt - 1);
    }
    for (let copy = 0; copy < options.duplicate; copy++) {
      const lateMs = Math.floor(random.uniform() * (options.shuffleMs + 1));
      waiting.push({ event, receivedAt: receivedAt + lateMs });
    }
  }
  yield* takeUntil(Number.POSITIVE_INFINITY);
}
