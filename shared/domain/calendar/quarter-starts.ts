import type { Instant } from '../instant.ts';

/** The first beginning of a quarter of the year (UTC) that lies after `after`, strictly. */
export function nextQuarterStart(after: Instant): Instant {
  const date = new Date(after);
  return Date.UTC(date.getUTCFullYear(), (Math.floor(date.getUTCMonth() / 3) + 1) * 3, 1);
}
