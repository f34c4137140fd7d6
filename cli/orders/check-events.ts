import { type ShopEvent, shopEventSchema } from '../../shared/contracts/shop-event.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { type OrderRow, type RejectedRow, rejectRow } from './order-row.ts';

/** An instant as events write it. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Rejects each of these lines for the same reason. */
export function rejectLines(lines: readonly number[], reason: string, message: string): RejectedRow[] {
  return lines.map((line) => rejectRow(line, reason, message));
}

function problemOf(event: ShopEvent): string | undefined {
  const issue = shopEventSchema.safeParse(event).error?.issues[0];
  return issue === undefined ? undefined : `${issue.path.join('.')}: ${issue.message}`;
}

/** The events of one order as rows; where one breaks the contract, the order's lines rejected as `invalid-event`. */
export function checkEvents(events: readonly ShopEvent[], lines: readonly number[]): OrderRow[] {
  const problem = events.map(problemOf).find((found) => found !== undefined);
  if (problem !== undefined) {
    return rejectLines(lines, 'invalid-event', `The order does not make a valid event: ${problem}.`);
  }
  return events.map((event) => ({ kind: 'event', event }));
}
