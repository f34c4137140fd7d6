import type { Instant } from '../instant.ts';

/** What an answer means for the webhook, and for others to the same endpoint. */
export type Verdict =
  | { readonly status: 'delivered' }
  /** Not now; `notBefore` where the endpoint said when. */
  | { readonly status: 'retry'; readonly reason: string; readonly notBefore?: Instant }
  /** This one never; the endpoint itself is well. */
  | { readonly status: 'refused'; readonly reason: string }
  /** The endpoint wants no webhooks any more. */
  | { readonly status: 'gone'; readonly reason: string };

/** 4xx that are about the moment and not about what was told (RFC 9110 15.5, RFC 6585 4, RFC 8470 5.2). */
const PASSING_REFUSALS: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Judges the status of an answer as Standard Webhooks 1.0.0 suggests ("Delivery success and failure"): 2xx is success, 410 ends the
 * endpoint, any other 4xx refuses what was told, all else is tried again. A redirect is not followed, and counts as a failure.
 * `retryAfter` is the field of that name (RFC 9110 10.2.3): seconds or a date; one that is neither is left out of account.
 */
export function judgeAnswer(httpStatus: number, retryAfter: string | undefined, now: Instant): Verdict {
  const reason = `HTTP ${httpStatus}`;
  if (httpStatus >= 200 && httpStatus < 300) return { status: 'delivered' };
  if (httpStatus === 410) return { status: 'gone', reason };
  if (httpStatus >= 400 && httpStatus < 500 && !PASSING_REFUSALS.has(httpStatus))
    return { status: 'refused', reason };
  const notBefore = instantOf(retryAfter, now);
  return { status: 'retry', reason, ...(notBefore !== undefined && { notBefore }) };
}

function instantOf(retryAfter: string | undefined, now: Instant): Instant | undefined {
  if (retryAfter === undefined) return undefined;
  const text = retryAfter.trim();
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1000;
  // Only the one form of a date that senders must use: Date.parse would make a year of any number.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= now ? undefined : at;
}
