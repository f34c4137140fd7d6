import {
  ITEM_LIMITS,
  MOST_MINOR,
  type ShopEvent,
  shopEventSchema,
} from '../../shared/contracts/shop-event.ts';
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

type PlacedItems = NonNullable<Extract<ShopEvent, { type: 'order.placed' }>['data']['items']>;

/** Whether the schema has nothing to say of these items, as far as can be told at a glance; it takes longer over them than all else does over a file. */
export const arePlain = (items: PlacedItems): boolean =>
  items.length <= ITEM_LIMITS.items &&
  items.every(
    ({ sku, category, quantity, price }) =>
      isShort(sku) &&
      (category === undefined || isShort(category)) &&
      quantity > 0 &&
      quantity <= ITEM_LIMITS.quantity &&
      Number.isInteger(price) &&
      price >= 0 &&
      price <= MOST_MINOR,
  );

const isShort = (text: string): boolean => text.length > 0 && text.length <= ITEM_LIMITS.text;

function withoutPlainItems(event: ShopEvent): ShopEvent {
  if (event.type !== 'order.placed' || event.data.items === undefined || !arePlain(event.data.items))
    return event;
  const { items: _, ...data } = event.data;
  return { ...event, data };
}

function problemOf(event: ShopEvent): string | undefined {
  const issue = shopEventSchema.safeParse(withoutPlainItems(event)).error?.issues[0];
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
