import type { ShopEvent } from '../../shared/contracts/shop-event.ts';

/** What one part of an order file came to, in file order. Every row of a file ends in an event or in a rejection. */
export type OrderRow =
  | { readonly kind: 'event'; readonly event: ShopEvent }
  | {
      readonly kind: 'rejected';
      /** The row's line in the (uncompressed) file, from 1; for a quoted row of several lines, its first. */
      readonly line: number;
      /** A stable code such as `no-customer`, to count by. */
      readonly reason: string;
      /** What is wrong and how to mend it, for a person. Holds no personal data. */
      readonly message: string;
    };

export type RejectedRow = Extract<OrderRow, { kind: 'rejected' }>;

/** Builds the rejection of one row. */
export function rejectRow(line: number, reason: string, message: string): RejectedRow {
  return { kind: 'rejected', line, reason, message };
}
