import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { checkEvents, rejectLines, toIso } from './check-events.ts';
import { type CsvColumns, findConflict, locateCsvColumns } from './csv-columns.ts';
import { readCsvItems } from './csv-items.ts';
import { csvRows } from './csv-rows.ts';
import { customerKey } from './customer-key.ts';
import { groupRows, isGroup, type RowGroup } from './group-rows.ts';
import { readContact } from './order-contact.ts';
import { eventsOfDraft } from './order-draft.ts';
import type { ReadOptions } from './order-format.ts';
import { priceItems } from './order-items.ts';
import type { OrderRow } from './order-row.ts';
import { parseInstant } from './parse-instant.ts';
import { parseMinor } from './parse-minor.ts';
import { defaultCurrency, rowCurrency } from './row-currency.ts';
import { type WallClock, wallClockIn } from './wall-time.ts';

type Group = RowGroup<CsvColumns>;

interface Money {
  readonly currency: string;
  readonly total: number;
  readonly discount: number;
}

/** The order's amounts in minor units, or why they cannot be read. */
function readMoney({ columns, first, lines }: Group, fallback: string): Money | OrderRow[] {
  const currency = rowCurrency(first.text(columns.currency), fallback);
  if (currency === undefined) {
    return rejectLines(
      lines,
      'bad-currency',
      'The currency must be an ISO 4217 code such as USD; fill it in or give --currency.',
    );
  }
  const exponent = currencyDecimals(currency);
  const total = parseMinor(first.text(columns.total), exponent);
  const discount = parseMinor(first.text(columns.discount) || '0', exponent);
  if (total === undefined || discount === undefined) {
    const amount = total === undefined ? 'total' : 'discount';
    const message = `The ${amount} must be an amount such as 12.50; ${currency} has ${exponent} decimals.`;
    return rejectLines(lines, 'bad-amount', message);
  }
  return { currency, total, discount: Math.abs(discount) };
}

function readGroup(group: Group, clock: WallClock, fallback: string): OrderRow[] {
  const { columns, first, key: orderId, lines } = group;
  const customerText = first.text(columns.customerId);
  if (customerText === '') {
    return rejectLines(
      lines,
      'no-customer',
      'The order names no customer: fill customer_id on its first row.',
    );
  }
  const conflict = findConflict(group);
  if (conflict !== undefined) {
    return rejectLines(lines, 'conflicting-rows', conflict);
  }
  const placedAt = parseInstant(first.text(columns.occurredAt), clock);
  if (placedAt === undefined) {
    const message = 'The date must be like 2025-05-11, 2025-05-11 09:55 or 2025-05-11T09:55:16+02:00.';
    return rejectLines(lines, 'bad-date', message);
  }
  const money = readMoney(group, fallback);
  if (!('currency' in money)) {
    return money;
  }
  // An e-mail address in place of an id must not become one.
  const isEmail = customerText.includes('@');
  const customerId = isEmail ? customerKey('email', customerText) : customerText;
  const { currency, total, discount } = money;

  const refundOf = first.text(columns.refundOf).replace(/^#/, '');
  if (refundOf !== '') {
    const data = { orderId: refundOf, amount: Math.abs(total), currency };
    const id = `csv-refund-${orderId}`;
    return checkEvents(
      [{ id, type: 'order.refunded', customerId, occurredAt: toIso(placedAt), data }],
      lines,
    );
  }
  if (total < 0) {
    const message = 'A total below zero is a refund: name the order it refunds in a column refund_of.';
    return rejectLines(lines, 'negative-total', message);
  }
  const { items, rejected } = readCsvItems(group, currencyDecimals(currency));
  const badLines = new Set(rejected.map((row) => row.line));
  return [
    ...rejected,
    ...eventsOfDraft({
      lines: lines.filter((line) => !badLines.has(line)),
      source: 'csv',
      orderId,
      customerId,
      placedAt,
      totalMinor: total,
      currency,
      discountMinor: discount,
      items: priceItems(items, total + discount),
      channel: first.text(columns.channel),
      coupon: first.text(columns.coupon),
      ...(isEmail
        ? { contact: readContact({ email: customerText, phones: [], name: '', country: '' }) }
        : {}),
    }),
  ];
}

/**
 * Perennial's own order file: `order_id,customer_id,occurred_at,total,currency[,discount,sku,category,quantity,price,
 * channel,coupon,refund_of]`, in any order of columns, set apart by commas, semicolons, tabs or bars.
 *
 * Rows that follow one another with one order id are the items of one order, whose `total` (major units, after discount) is
 * given on the first row and repeated or blank on the rest. A row with `refund_of` is a refund of that order by its
 * total. Dates without a zone are in `timeZone` (UTC by default). An item whose product row cannot be read is
 * rejected alone; the order stays. Items without a price share the order's cost evenly.
 *
 * @throws PerennialError ORDERS.MISSING_COLUMN, NO_CURRENCY, UNKNOWN_CURRENCY, UNKNOWN_TIME_ZONE
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<readonly OrderRow[]> {
  const clock = wallClockIn(options.timeZone ?? 'UTC');
  let fallback: string | undefined;
  const orderIdOf = (row: { text(at: number): string }, columns: CsvColumns): string =>
    row.text(columns.orderId).replace(/^#/, '');
  for await (const entry of groupRows(csvRows(text, locateCsvColumns), orderIdOf)) {
    if (isGroup(entry)) {
      fallback ??= defaultCurrency(options.currency, entry.columns.currency !== -1);
      yield readGroup(entry, clock, fallback);
    } else {
      yield [entry];
    }
  }
}
