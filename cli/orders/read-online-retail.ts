import type { Instant } from '../../shared/domain/instant.ts';
import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { checkEvents, rejectLines, toIso } from './check-events.ts';
import type { CsvHeader } from './csv-header.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import type { ReadOptions } from './order-format.ts';
import { fitItems } from './order-items.ts';
import { type OrderRow, type RejectedRow, rejectRow } from './order-row.ts';
import { parseInstant, parseMonthFirst } from './parse-instant.ts';
import { parseMinor } from './parse-minor.ts';
import { InvoiceWindow, type RetailInvoice } from './retail-invoice.ts';
import { RetailLedger } from './retail-ledger.ts';
import { defaultCurrency } from './row-currency.ts';
import { type WallClock, wallClockIn } from './wall-time.ts';

/** Stock codes that are charges, not products: postage, carriage, manual entries, samples, fees, discounts, donations. */
const CHARGES = new Set(['POST', 'DOT', 'C2', 'M', 'S', 'B', 'D', 'BANK CHARGES', 'AMAZONFEE', 'CRUK']);
const MILLI = 1000;
const SOURCE = 'online-retail';

function locate(header: CsvHeader) {
  return {
    invoiceNo: header.require('InvoiceNo', 'Invoice'),
    stockCode: header.require('StockCode'),
    description: header.find('Description'),
    quantity: header.require('Quantity'),
    invoiceDate: header.require('InvoiceDate'),
    unitPrice: header.require('UnitPrice', 'Price'),
    customerId: header.require('CustomerID', 'Customer ID'),
  };
}

type Columns = ReturnType<typeof locate>;

class RetailReader {
  readonly #window = new InvoiceWindow();
  readonly #ledger = new RetailLedger();
  readonly #clock: WallClock;
  readonly #currency: string;
  readonly #exponent: number;
  /** The date read last: the rows of an invoice all have the same. */
  #lastDate = '';
  #lastAt: Instant | undefined;
  /** Each stock code and price as first read: half a million rows have a few thousand of either. */
  readonly #stockCodes = new Map<string, string>();
  readonly #prices = new Map<string, number | undefined>();

  constructor(options: ReadOptions) {
    this.#clock = wallClockIn(options.timeZone ?? 'Europe/London');
    this.#currency = defaultCurrency(options.currency ?? 'GBP', true);
    this.#exponent = currencyDecimals(this.#currency);
  }

  read(row: CsvRow, columns: Columns): RejectedRow | undefined {
    const { line } = row;
    const customerText = row.text(columns.customerId);
    const customerId = customerText.endsWith('.0') ? customerText.slice(0, -2) : customerText;
    if (customerId === '') {
      return rejectRow(line, 'no-customer', 'The row has no CustomerID.');
    }
    const invoiceNo = row.text(columns.invoiceNo);
    const isCancellation = /^c/i.test(invoiceNo);
    if (!/^c?\d+$/i.test(invoiceNo)) {
      return rejectRow(
        line,
        'not-a-sale',
        'The invoice number is neither digits (a sale) nor C and digits (a cancellation).',
      );
    }
    const date = row.text(columns.invoiceDate);
    const at = this.#instantOf(date);
    if (at === undefined) {
      return rejectRow(line, 'bad-date', 'InvoiceDate must be like 2010-12-01 08:26:00 or 12/1/2010 8:26.');
    }
    const signed = Number(row.text(columns.quantity) || 'none');
    const quantity = isCancellation ? -signed : signed;
    if (!Number.isInteger(quantity) || quantity <= 0 || quantity > 1_000_000) {
      return rejectRow(
        line,
        'bad-quantity',
        'Quantity must be a whole number, above zero in a sale and below in a cancellation.',
      );
    }
    const priceMilli = this.#priceOf(row.text(columns.unitPrice));
    if (priceMilli === undefined || priceMilli < 0) {
      return rejectRow(line, 'bad-amount', 'UnitPrice must be an amount of zero or more.');
    }
    if (priceMilli === 0) {
      return rejectRow(
        line,
        'no-price',
        'UnitPrice is zero: a giveaway or a correction of stock, not a purchase.',
      );
    }
    const stockCode = this.#onlyOne(row.text(columns.stockCode));
    const rest = `${date}\n${row.text(columns.description)}`;
    return this.#window.add({ line, stockCode, quantity, priceMilli }, rest, {
      invoiceNo,
      isCancellation,
      customerId,
      at,
    });
  }

  /** In thousandths of a minor unit. */
  #priceOf(text: string): number | undefined {
    if (this.#prices.has(text)) return this.#prices.get(text);
    const price = parseMinor(text, this.#exponent + 3);
    this.#prices.set(text, price);
    return price;
  }

  /** The same string for the same code, so that millions of comparisons end at once. */
  #onlyOne(stockCode: string): string {
    const known = this.#stockCodes.get(stockCode);
    if (known !== undefined) return known;
    this.#stockCodes.set(stockCode, stockCode);
    return stockCode;
  }

  #instantOf(date: string): Instant | undefined {
    if (date !== this.#lastDate) {
      this.#lastDate = date;
      this.#lastAt = parseInstant(date, this.#clock) ?? parseMonthFirst(date, this.#clock);
    }
    return this.#lastAt;
  }

  get isFull(): boolean {
    return this.#window.isFull;
  }

  *end(which: 'beyond-window' | 'all'): Generator<OrderRow> {
    for (const invoice of this.#window.end(which)) {
      yield* invoice.isCancellation ? this.#cancel(invoice) : this.#sell(invoice);
    }
  }

  #sell(invoice: RetailInvoice): OrderRow[] {
    const { invoiceNo, customerId, at, lines } = invoice;
    const totalMilli = lines.reduce((sum, line) => sum + line.quantity * line.priceMilli, 0);
    const products = lines.filter((line) => !CHARGES.has(line.stockCode.toUpperCase()));
    const items = products.map(({ stockCode, quantity, priceMilli }) => ({
      sku: stockCode,
      quantity,
      price: Math.round(priceMilli / MILLI),
    }));
    const rows = checkEvents(
      [
        {
          id: `${SOURCE}-order-${invoiceNo}`,
          type: 'order.placed',
          customerId,
          occurredAt: toIso(at),
          data: {
            orderId: invoiceNo,
            total: Math.round(totalMilli / MILLI),
            currency: this.#currency,
            ...(items.length === 0 ? {} : { items: fitItems(items) }),
          },
        },
      ],
      lines.map((line) => line.line),
    );
    if (rows.every((row) => row.kind === 'event')) {
      this.#ledger.record(invoice);
    }
    return rows;
  }

  #cancel(invoice: RetailInvoice): OrderRow[] {
    const { refunds, unmatched } = this.#ledger.cancel(invoice);
    const rejected = unmatched.map((line) =>
      rejectRow(
        line.line,
        'unmatched-cancellation',
        'No earlier invoice of this customer has this many of this stock code left at this price, so there is no order to refund.',
      ),
    );
    const events = refunds.flatMap(({ orderId, amountMilli, lines }) => {
      const amount = Math.round(amountMilli / MILLI);
      if (amount === 0) {
        return rejectLines(lines, 'zero-refund', 'The cancelled rows come to less than half a penny.');
      }
      const data = { orderId, amount, currency: this.#currency, reason: 'cancelled' };
      const id = `${SOURCE}-refund-${invoice.invoiceNo}-${orderId}`;
      const { customerId } = invoice;
      return checkEvents(
        [{ id, type: 'order.refunded', customerId, occurredAt: toIso(invoice.at), data }],
        lines,
      );
    });
    return [...rejected, ...events];
  }
}

/**
 * The UCI "Online Retail" data set (also "Online Retail II", whose columns are named a little differently): one row a line of
 * an invoice, in pounds unless told otherwise, at wall times of the UK.
 *
 * - `CustomerID` "17850.0" is customer 17850; a row without one is rejected as `no-customer`.
 * - A row that repeats another of its invoice exactly is rejected as `duplicate-row`, one at a price of zero as `no-price`.
 * - Postage, carriage, manual entries and fees are part of what the customer paid but no items.
 * - The order's time is its first row's. Its total is summed in thousandths of a penny and rounded once.
 * - An invoice number with "C" cancels: each row is matched with the customer's most recent earlier invoice that has enough
 *   of the stock code left at that price or more, and becomes an `order.refunded` of it, one for each order; rows that
 *   match none (sales before the file begins, discounts) are rejected as `unmatched-cancellation`.
 *
 * Memory grows with the products sold to known customers, which the matching needs.
 *
 * @throws PerennialError ORDERS.MISSING_COLUMN, UNKNOWN_CURRENCY, UNKNOWN_TIME_ZONE
 */
export async function* readOnlineRetail(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<readonly OrderRow[]> {
  const reader = new RetailReader(options);
  for await (const { columns, rows } of csvRows(text, locate)) {
    const read: OrderRow[] = [];
    for (const row of rows) {
      const rejected = 'kind' in row ? row : reader.read(row, columns);
      if (rejected !== undefined) {
        read.push(rejected);
      }
      if (reader.isFull) {
        read.push(...reader.end('beyond-window'));
      }
    }
    yield read;
  }
  yield [...reader.end('all')];
}
