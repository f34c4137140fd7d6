import type { Instant } from '../../shared/domain/instant.ts';
import { type RejectedRow, rejectRow } from './order-row.ts';

/** One accepted row of an invoice or of a cancellation. */
export interface RetailLine {
  readonly line: number;
  readonly stockCode: string;
  /** Above zero, also in a cancellation. */
  readonly quantity: number;
  /** Price of one in thousandths of a minor unit: the data have prices such as 0.001. */
  readonly priceMilli: number;
}

/** The accepted rows of one invoice number, of which there may be none. */
export interface RetailInvoice {
  readonly invoiceNo: string;
  readonly isCancellation: boolean;
  readonly customerId: string;
  /** Of its first row; a long invoice may run into the next minute. */
  readonly at: Instant;
  readonly lines: RetailLine[];
}

/** How many invoices stay open at once: the tills wrote side by side, so rows of one may stand among another's. */
const OPEN_INVOICES = 16;

interface OpenInvoice extends RetailInvoice {
  /** By stock code: hardly ever are there two rows of one. */
  readonly said: Map<string, SaidRow>;
}

interface SaidRow {
  readonly row: RetailLine;
  readonly rest: string;
  /** The row of the same stock code before this one. */
  readonly before: SaidRow | undefined;
}

/** Gathers rows into invoices in a window that slides over the file. Memory: the window, and all invoice numbers. */
export class InvoiceWindow {
  readonly #open = new Map<string, OpenInvoice>();
  readonly #ended = new Set<string>();

  /**
   * Takes a row in; `rest` is what else the row says. Gives a rejection where the row repeats another of its invoice or
   * comes after its invoice has ended.
   */
  add(row: RetailLine, rest: string, invoice: Omit<RetailInvoice, 'lines'>): RejectedRow | undefined {
    if (this.#ended.has(invoice.invoiceNo)) {
      return rejectRow(
        row.line,
        'order-split',
        'Rows of this invoice stand far apart in the file. Sort it by invoice.',
      );
    }
    let open = this.#open.get(invoice.invoiceNo);
    if (open === undefined) {
      open = { ...invoice, lines: [], said: new Map() };
      this.#open.set(invoice.invoiceNo, open);
    }
    if (open.customerId !== invoice.customerId) {
      return rejectRow(row.line, 'conflicting-rows', 'Rows of one invoice name different customers.');
    }
    const before = open.said.get(row.stockCode);
    if (isRepeated(row, rest, before)) {
      return rejectRow(
        row.line,
        'duplicate-row',
        'The row says exactly what an earlier row of its invoice says.',
      );
    }
    open.said.set(row.stockCode, { row, rest, before });
    open.lines.push(row);
    return undefined;
  }

  /** Whether more invoices are open than the window holds. */
  get isFull(): boolean {
    return this.#open.size > OPEN_INVOICES;
  }

  /** Ends and gives out the oldest invoices: those beyond the window, or all. */
  *end(which: 'beyond-window' | 'all'): Generator<RetailInvoice> {
    const keep = which === 'all' ? 0 : OPEN_INVOICES;
    // Who keeps an invoice does not keep what its rows said.
    for (const [invoiceNo, { said: _, ...invoice }] of this.#open) {
      if (this.#open.size <= keep) {
        return;
      }
      this.#open.delete(invoiceNo);
      this.#ended.add(invoiceNo);
      yield invoice;
    }
  }
}

function isRepeated({ quantity, priceMilli }: RetailLine, rest: string, said: SaidRow | undefined): boolean {
  for (let one = said; one !== undefined; one = one.before)
    if (one.row.quantity === quantity && one.row.priceMilli === priceMilli && one.rest === rest) return true;
  return false;
}
