import * as z from 'zod';
import type { Instant } from '../instant.ts';

/** Whether an endpoint is called at all, so that one that is down is left alone and nobody waits for it. */
export const breakerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('closed'), since: z.number() }),
  /** Nobody calls before `until`. `openings` counts how often in a row it opened. */
  z.object({ status: z.literal('open'), since: z.number(), openings: z.int(), until: z.number() }),
  /** One call tries whether the endpoint is back; by `until` it must have an answer, or another may try. */
  z.object({ status: z.literal('half-open'), since: z.number(), openings: z.int(), until: z.number() }),
  /** The endpoint answered 410. Only people enable it again. */
  z.object({ status: z.literal('disabled'), since: z.number() }),
]);
export type Breaker = z.infer<typeof breakerSchema>;

/** Of an endpoint of which nothing is on record. */
export const CLOSED_BREAKER: Breaker = { status: 'closed', since: 0 };

/** Failures in a row, as one function sees them, after which an endpoint is left alone. */
export const FAILURES_TO_OPEN = 5;

const FIRST_PAUSE_MS = 30_000;
/** An hour. */
const LONGEST_PAUSE_MS = 3_600_000;

export type Admission =
  | { readonly status: 'go' }
  /** May go once `next` is on record, on the condition that nobody else got there first. */
  | { readonly status: 'probe'; readonly next: Breaker }
  | { readonly status: 'hold'; readonly until: Instant }
  | { readonly status: 'disabled' };

/** Whether an endpoint may be called now. A probe has `leaseMs` for its answer. */
export function admit(breaker: Breaker, now: Instant, leaseMs: number): Admission {
  switch (breaker.status) {
    case 'closed':
      return { status: 'go' };
    case 'disabled':
      return { status: 'disabled' };
    case 'open':
    case 'half-open': {
      const { openings, until } = breaker;
      if (now < until) return { status: 'hold', until };
      return { status: 'probe', next: { status: 'half-open', since: now, openings, until: now + leaseMs } };
    }
  }
}

/**
 * After too many failures, a failed probe, or an endpoint that asked to be left alone until `restUntil`: nobody calls for a while, each
 * time in a row twice as long, from half a minute up to an hour. The breaker itself where that changes nothing.
 */
export function trip(breaker: Breaker, now: Instant, restUntil: Instant = now): Breaker {
  if (breaker.status === 'open' || breaker.status === 'disabled') return breaker;
  const openings = breaker.status === 'half-open' ? breaker.openings + 1 : 1;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (openings - 1));
  const until = Math.min(Math.max(now + pause, restUntil), now + LONGEST_PAUSE_MS);
  return { status: 'open', since: now, openings, until };
}

/** After a probe that was answered: all may call again. The breaker itself where nothing was being tried. */
export const recover = (breaker: Breaker, now: Instant): Breaker =>
  breaker.status === 'half-open' ? { status: 'closed', since: now } : breaker;

/** After an answer 410. */
export const disable = (breaker: Breaker, now: Instant): Breaker =>
  breaker.status === 'disabled' ? breaker : { status: 'disabled', since: now };

/** As people ask for it: all may call again. */
export const enable = (breaker: Breaker, now: Instant): Breaker =>
  breaker.status === 'closed' ? breaker : { status: 'closed', since: now };
