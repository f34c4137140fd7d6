import type { RetailInvoice, RetailLine } from './retail-invoice.ts';

/** What a cancellation takes back from one order. */
export interface MatchedRefund {
  readonly orderId: string;
  readonly amountMilli: number;
  readonly lines: readonly number[];
}

/** What each customer bought and has not given back, to tell which order a cancellation cancels. */
export class RetailLedger {
  /** By customer, oldest first. Looked through at a cancellation only: there are fifty sales for each. */
  readonly #invoices = new Map<string, RetailInvoice[]>();
  /** Of lines that were cancelled in part or whole: how many were. */
  readonly #cancelled = new Map<RetailLine, number>();

  /** Remembers a sale. */
  record(invoice: RetailInvoice): void {
    const invoices = this.#invoices.get(invoice.customerId);
    if (invoices === undefined) this.#invoices.set(invoice.customerId, [invoice]);
    else invoices.push(invoice);
  }

  /**
   * Matches each line of a cancellation with the customer's most recent earlier line of the same stock code that cost at least
   * as much and of which at least as many are left. Lines that match one order make one refund.
   */
  cancel({ customerId, lines }: RetailInvoice): { refunds: MatchedRefund[]; unmatched: RetailLine[] } {
    const refunds = new Map<string, { orderId: string; amountMilli: number; lines: number[] }>();
    const unmatched: RetailLine[] = [];
    for (const line of lines) {
      const orderId = this.#takeBack(customerId, line);
      if (orderId === undefined) {
        unmatched.push(line);
        continue;
      }
      const refund = refunds.get(orderId) ?? { orderId, amountMilli: 0, lines: [] };
      refund.amountMilli += line.quantity * line.priceMilli;
      refund.lines.push(line.line);
      refunds.set(orderId, refund);
    }
    return { refunds: [...refunds.values()], unmatched };
  }

  /** The order that the line takes back from; undefined where there is none. */
  #takeBack(customerId: string, { stockCode, quantity, priceMilli }: RetailLine): string | undefined {
    for (const { invoiceNo, lines } of (this.#invoices.get(customerId) ?? []).toReversed()) {
      const sold = lines.findLast(
        (candidate) =>
          candidate.stockCode === stockCode &&
          candidate.priceMilli >= priceMilli &&
          candidate.quantity - (this.#cancelled.get(candidate) ?? 0) >= quantity,
      );
      if (sold === undefined) continue;
      this.#cancelled.set(sold, (this.#cancelled.get(sold) ?? 0) + quantity);
      return invoiceNo;
    }
    return undefined;
  }
}
