import type { ShopEvent } from '../shared/contracts/shop-event.ts';
import { PerennialError } from '../shared/perennial-error.ts';
import type { OrderRow, RejectedRow } from './orders/order-row.ts';

/** Rows of one reason that are listed one by one; the rest are counted. */
const LISTED_OF_A_REASON = 5;

/** Keeps count of the rows of a file that could not be taken, and lists the first of them. */
export class RejectedRows {
  count = 0;
  byReason: Record<string, number> = {};
  first: RejectedRow[] = [];
  private readonly file: string;
  private readonly isStrict: boolean;

  constructor(file: string, isStrict: boolean) {
    this.file = file;
    this.isStrict = isStrict;
  }

  /** The file is read anew. */
  reset(): void {
    this.count = 0;
    this.byReason = {};
    this.first = [];
  }

  /** Throws `ORDERS.REJECTED_ROW` where rows must not be rejected. */
  add(row: RejectedRow): void {
    if (this.isStrict)
      throw new PerennialError('ORDERS.REJECTED_ROW', {
        message: `${this.file}:${row.line}: ${row.reason}: ${row.message} Mend the row, or leave out --strict to count such rows and go on.`,
        details: { line: row.line, reason: row.reason },
      });
    this.count += 1;
    const ofReason = (this.byReason[row.reason] ?? 0) + 1;
    this.byReason[row.reason] = ofReason;
    if (ofReason <= LISTED_OF_A_REASON) this.first.push(row);
  }

  /** For a person: how many, why, and where the first ones are. */
  lines(): string[] {
    if (this.count === 0) return [];
    const reasons = Object.entries(this.byReason).map(([reason, count]) => `${reason} ${count}`);
    const listed = this.first.map((row) => `  ${this.file}:${row.line}: ${row.reason}: ${row.message}`);
    const more = this.count > listed.length ? [`  ... and ${this.count - listed.length} more`] : [];
    return [
      `Rejected ${this.count} ${this.count === 1 ? 'row' : 'rows'} (${reasons.join(', ')}):`,
      ...listed,
      ...more,
    ];
  }
}

/** The events of some rows; those that were rejected are noted, where anybody wants to know. */
export function takeRows(rows: readonly OrderRow[], rejected?: RejectedRows): ShopEvent[] {
  const events: ShopEvent[] = [];
  for (const row of rows) {
    if (row.kind === 'event') events.push(row.event);
    else rejected?.add(row);
  }
  return events;
}
