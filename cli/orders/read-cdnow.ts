import { currencyDecimals } from '../../shared/domain/valuation.ts';
import type { ReadOptions } from './order-format.ts';
import { type OrderRow, rejectRow } from './order-row.ts';
import { parseMinor } from './parse-minor.ts';
import { defaultCurrency } from './row-currency.ts';

const safeId = /^[A-Za-z0-9._-]{1,64}$/;
const SPACE = 32;

/** Columns between blanks. By hand: a regular expression would take half of the whole reading time. */
function columnsOf(line: string): string[] {
  const columns: string[] = [];
  let start = -1;
  for (let at = 0; at < line.length; at++) {
    if (line.charCodeAt(at) <= SPACE) {
      if (start !== -1) {
        columns.push(line.slice(start, at));
        start = -1;
      }
    } else if (start === -1) {
      start = at;
    }
  }
  if (start !== -1) {
    columns.push(line.slice(start));
  }
  return columns;
}

/** "19970101" as its midnight in UTC; undefined where there is no such day. */
function midnightOf(date: string): string | undefined {
  if (!/^\d{8}$/.test(date)) {
    return undefined;
  }
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`;
  const instant = Date.parse(iso);
  return instant >= 0 && new Date(instant).toISOString().startsWith(iso.slice(0, 10)) ? iso : undefined;
}

/**
 * The CDNOW data set (Fader and Hardie): one purchase a line, in columns set apart by blanks. The master file has a header
 * and `customer_id date cds dollars`; the 1/10 sample has no header and `master_id sample_id date cds dollars`, of which the
 * master id is the customer's. Days are midnights in UTC; purchases of no dollars are orders all the same. The
 * number of CDs is checked and left out: it names no product.
 *
 * @throws PerennialError ORDERS.UNKNOWN_CURRENCY
 */
export async function* readCdnow(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<readonly OrderRow[]> {
  const currency = defaultCurrency(options.currency ?? 'USD', true);
  const exponent = currencyDecimals(currency);
  const midnights = new Map<string, string>();
  let line = 0;
  let width = 0;

  const readLine = (source: string): OrderRow | undefined => {
    const fields = columnsOf(source);
    if (fields.length === 0) {
      return undefined;
    }
    if (width === 0) {
      width = fields.length === 5 ? 5 : 4;
      if (/^[A-Za-z]/.test(fields[0] ?? '')) {
        return undefined;
      }
    }
    if (fields.length !== width) {
      return rejectRow(
        line,
        'bad-row',
        `The row has ${fields.length} columns; the file's first has ${width}.`,
      );
    }
    const [customerId = '', date = '', units = '', dollars = ''] =
      width === 5 ? fields.toSpliced(1, 1) : fields;
    let occurredAt = midnights.get(date);
    if (occurredAt === undefined) {
      occurredAt = midnightOf(date);
      if (occurredAt === undefined) {
        return rejectRow(line, 'bad-date', 'The date must be a day written YYYYMMDD, from 1970 on.');
      }
      midnights.set(date, occurredAt);
    }
    if (!/^\d+$/.test(units)) {
      return rejectRow(line, 'bad-quantity', 'The number of CDs must be a whole number.');
    }
    const total = parseMinor(dollars, exponent);
    if (total === undefined || total < 0) {
      return rejectRow(
        line,
        'bad-amount',
        `The dollar value must be zero or more with at most ${exponent} decimals.`,
      );
    }
    if (!safeId.test(customerId)) {
      return rejectRow(line, 'bad-customer', 'The customer id must be letters, digits, ".", "_" or "-".');
    }
    const id = `cdnow-${line}`;
    const data = { orderId: id, total, currency };
    return { kind: 'event', event: { id, type: 'order.placed', customerId, occurredAt, data } };
  };

  let rest = '';
  for await (const piece of text) {
    const whole = rest + piece;
    const rows: OrderRow[] = [];
    let start = 0;
    for (let end = whole.indexOf('\n'); end !== -1; end = whole.indexOf('\n', start)) {
      line++;
      const row = readLine(whole.slice(start, end));
      start = end + 1;
      if (row !== undefined) {
        rows.push(row);
      }
    }
    rest = whole.slice(start);
    yield rows;
  }
  line++;
  const last = readLine(rest);
  if (last !== undefined) {
    yield [last];
  }
}
