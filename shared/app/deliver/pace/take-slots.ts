import type { Instant } from '../../../domain/instant.ts';
import type { WarmUpDay } from '../../../domain/reputation/warm-up.ts';
import type { KnownQuota, SendPace } from './send-pace.ts';
import { speedAt } from './slow-down.ts';

/** What one message needs of the quota. */
export interface Demand {
  /** Messages that the provider counts it as: a text by its parts. */
  readonly weight: number;
  readonly isPromotional: boolean;
  /** How far ahead its slot may lie, in milliseconds; one beyond is not taken. */
  readonly patienceMs: number;
  /** In the place of a slot that lapsed: the warm-up has counted the message. */
  readonly isAgain?: boolean;
}

export type Slot =
  | { readonly status: 'slot'; readonly at: Instant }
  /** Nothing was taken. */
  | { readonly status: 'later'; readonly until: Instant; readonly reason: LaterReason };

/** daily-quota: the account's. warm-up: promotion has had its mails of the day. */
export type LaterReason = 'rate' | 'daily-quota' | 'warm-up';

export interface PaceSettings {
  /**
   * The part of the rate that is used, above 0 and up to 1. The rest is what clocks that differ, late timers and the way to the
   * provider may add up to before one second at the provider sees more than the rate: at 0.9, 111 ms.
   */
  readonly share: number;
  /**
   * How long a function's processor is at work on the claim of one message, in milliseconds: no slot comes before those of all that
   * reserve together can be written. 0 where absent.
   */
  readonly claimMs?: number;
  /** Where a new domain is being warmed up: today. Transactional mails pass its maximum, and count. */
  readonly warmUp?: WarmUpDay | undefined;
}

/** Of the day's quota, the part that promotion leaves to what customers wait for: orders, invoices, passwords. */
const TRANSACTIONAL_RESERVE = 0.05;

/** How long a message stays away when there is no room today: room comes back bit by bit, as what went a day ago drops out. */
export const NO_ROOM_MS = 900_000;

/**
 * Gives each demand the next free slot, transactional ones first, or says when to ask again. Pure. Any half-open span of
 * 1000 / share milliseconds holds at most `perSecond` of the weight, but for what the last message in it has beyond 1.
 */
export function takeSlots(
  pace: SendPace & { readonly quota: KnownQuota },
  demands: readonly Demand[],
  { share, claimMs = 0, warmUp }: PaceSettings,
  now: Instant,
): { readonly pace: SendPace; readonly slots: readonly Slot[] } {
  const { quota, closedUntil = 0 } = pace;
  const rate = quota.perSecond * share * speedAt(pace, now);
  const earliest = now + demands.length * claimMs;
  const slots: Slot[] = demands.map(() => ({ status: 'later', until: now + NO_ROOM_MS, reason: 'rate' }));
  let { free } = pace;
  let taken = 0;
  let warmed = warmUp !== undefined && pace.warmUp?.endsAt === warmUp.endsAt ? pace.warmUp.taken : 0;
  const grant = ({ weight, isPromotional, patienceMs, isAgain = false }: Demand): Slot => {
    if (closedUntil > now) return { status: 'later', until: closedUntil, reason: 'daily-quota' };
    if (weight > roomToday(quota, isPromotional) - taken)
      return { status: 'later', until: now + NO_ROOM_MS, reason: 'daily-quota' };
    if (warmUp !== undefined && isPromotional && !isAgain && weight > warmUp.mails - warmed)
      return { status: 'later', until: warmUp.endsAt, reason: 'warm-up' };
    if (rate <= 0) return { status: 'later', until: now + NO_ROOM_MS, reason: 'rate' };
    const at = Math.max(free, earliest);
    if (at > now + patienceMs) return { status: 'later', until: free, reason: 'rate' };
    free = at + (weight * 1000) / rate;
    taken += weight;
    if (!isAgain) warmed += weight;
    return { status: 'slot', at };
  };
  for (const [position, demand] of demands.entries())
    if (!demand.isPromotional) slots[position] = grant(demand);
  for (const [position, demand] of demands.entries())
    if (demand.isPromotional) slots[position] = grant(demand);
  const next = { ...pace, free, quota: { ...quota, taken: quota.taken + taken } };
  if (warmUp === undefined) return { pace: next, slots };
  const { day, mails, endsAt } = warmUp;
  return { pace: { ...next, warmUp: { day, mails, endsAt, taken: warmed } }, slots };
}

function roomToday({ perDay, sentLastDay, taken }: KnownQuota, isPromotional: boolean): number {
  if (perDay === undefined) return Number.POSITIVE_INFINITY;
  const reserve = isPromotional ? Math.ceil(perDay * TRANSACTIONAL_RESERVE) : 0;
  return perDay - reserve - sentLastDay - taken;
}
