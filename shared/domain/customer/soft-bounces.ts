import { DAY_MS, type Instant } from '../instant.ts';
import type { SoftBounce } from './customer-state.ts';

/** So many messages that do not arrive, one after another, are no passing trouble. */
export const SOFT_BOUNCE_LIMIT = 3;
/** In days; what happened longer ago says nothing of the address now. */
export const SOFT_BOUNCE_DAYS = 30;

/**
 * The soft bounces that count once there is one more: each message once, none at or before the last delivery, none older than 30
 * days before the newest, and of those the newest, as many as suppress an address. The order in which they are told makes no
 * difference. `deliveredAt` is when, as far as is known, something last arrived.
 */
export function addSoftBounce(
  known: readonly SoftBounce[],
  bounce: SoftBounce,
  deliveredAt: Instant = Number.NEGATIVE_INFINITY,
): readonly SoftBounce[] {
  const firstAt = new Map<string, Instant>();
  for (const { message, at } of [...known, bounce])
    firstAt.set(message, Math.min(at, firstAt.get(message) ?? at));
  const newest = Math.max(...firstAt.values());
  const since = Math.max(deliveredAt + 1, newest - SOFT_BOUNCE_DAYS * DAY_MS);
  return [...firstAt]
    .map(([message, at]) => ({ message, at }))
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at - b.at || (a.message < b.message ? -1 : 1))
    .slice(-SOFT_BOUNCE_LIMIT);
}

/** Whether so many messages failed that nothing more should go to the address. */
export const isWornOut = (bounces: readonly SoftBounce[]): boolean => bounces.length >= SOFT_BOUNCE_LIMIT;
