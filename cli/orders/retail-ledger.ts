import type { RetailInvoice, RetailLine } from './retail-invoice.ts';

interface SoldLine {
  readonly orderId: string;
  readonly priceMilli: number;
  remaining: number;
}

/** What a cancellation takes back from one order. */
export interface MatchedRefund {
  readonly orderId: string;
  readonly amountMilli: number;
  readonly lines: readonly number[];
}

/** What each customer bought and has not given back, to tell which order a cancellation cancels. */
export class RetailLedger {
  /** By customer and stock code, oldest first. */
  readonly #sold = new Map<string, Map<string, SoldLine[]>>();

  /** Remembers the lines of a sale. */
  record({ customerId, invoiceNo, lines }: RetailInvoice): void {
    let products = this.#sold.get(customerId);
    if (products === undefined) {
      products = new Map();
      this.#sold.set(customerId, products);
    }
    for (const { stockCode, quantity, priceMilli } of lines) {
      const line = { orderId: invoiceNo, priceMilli, remaining: quantity };
      const sold = products.get(stockCode);
      if (sold === undefined) {
        products.set(stockCode, [line]);
      } else {
        sold.push(line);
      }
    }
  }

  /**
   * Matches each line of a cancellation with the customer's most recent earlier line of the same stock code that cost at least
   * as much and of which at least as many are left. Lines that match one order make one refund.
   */
  cancel({ customerId, lines }: RetailInvoice): { refunds: MatchedRefund[]; unmatched: RetailLine[] } {
    const refunds = new Map<string, { orderId: string; amountMilli: number; lines: number[] }>();
    const unmatched: RetailLine[] = [];
    for (const line of lines) {
      const sold = this.#sold
        .get(customerId)
        ?.get(line.stockCode)
        ?.findLast(
          (candidate) => candidate.remaining >= line.quantity && candidate.priceMilli >= line.priceMilli,
        );
      if (sold === undefined) {
        unmatched.push(line);
        continue;
      }
      sold.remaining -= line.quantity;
      const refund = refunds.get(sold.orderId) ?? { orderId: sold.orderId, amountMilli: 0, lines: [] };
      refund.amountMilli += line.quantity * line.priceMilli;
      refund.lines.push(line.line);
      refunds.set(sold.orderId, refund);
    }
    return { refunds: [...refunds.values()], unmatched };
  }
}
