import { type CivilDate, civilDate, dayNumber } from '../calendar/civil-date.ts';
import { localDay } from '../calendar/local-day.ts';
import { instantOf } from '../calendar/local-time.ts';
import type { Instant } from '../instant.ts';

/** How many promotional mails a day a new domain may send: `warmUp` of `delivery.yaml`. */
export interface WarmUpRules {
  /** The first day, by the shop's zone. */
  readonly from: CivilDate;
  readonly mails:
    | { readonly kind: 'growth'; readonly firstDay: number; readonly growth: number }
    /** Of the first day, the second, and so on. */
    | { readonly kind: 'table'; readonly days: readonly number[] };
  /** Mails a day from which on it is over; absent: it ends when nothing but the account's quota is in its way. */
  readonly until?: number;
}

/** A day of the warm-up. */
export interface WarmUpDay {
  /** From 1. */
  readonly day: number;
  /** YYYY-MM-DD, in the shop's zone. */
  readonly date: string;
  readonly mails: number;
  /** When the next day begins. */
  readonly endsAt: Instant;
}

/** The day of the warm-up at an instant, by the shop's zone; undefined before it and once it is over. Throws RangeError for an unknown zone. */
export function warmUpDay(rules: WarmUpRules, timeZone: string, now: Instant): WarmUpDay | undefined {
  const today = localDay(now, timeZone);
  const passed = today - dayNumber(rules.from);
  const mails = passed < 0 ? undefined : mailsOn(rules.mails, passed);
  if (mails === undefined || mails >= (rules.until ?? MOST)) return undefined;
  const { year, month, day } = civilDate(today);
  const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  const endsAt = instantOf({ ...civilDate(today + 1), hour: 0, minute: 0 }, timeZone);
  return { day: passed + 1, date, mails, endsAt };
}

/** Beyond every quota: a sequence that grew past it says nothing any more. */
const MOST = 1e9;

function mailsOn(mails: WarmUpRules['mails'], passed: number): number | undefined {
  return mails.kind === 'table'
    ? mails.days[passed]
    : Math.floor(Math.min(MOST, mails.firstDay * mails.growth ** passed));
}
