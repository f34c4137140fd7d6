import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { rejectLines } from './check-events.ts';
import { csvRows } from './csv-rows.ts';
import { customerKey } from './customer-key.ts';
import { groupRows, isGroup, type RowGroup } from './group-rows.ts';
import { keyOfContact, readContact } from './order-contact.ts';
import { eventsOfDraft } from './order-draft.ts';
import type { ReadOptions } from './order-format.ts';
import { priceItems } from './order-items.ts';
import type { OrderRow } from './order-row.ts';
import { parseInstant } from './parse-instant.ts';
import { parseMinor } from './parse-minor.ts';
import { defaultCurrency, rowCurrency } from './row-currency.ts';
import { type WallClock, wallClockIn } from './wall-time.ts';
import { locateWooColumns, type WooColumns } from './woocommerce-columns.ts';
import { readWooItems } from './woocommerce-items.ts';

/** States in which WooCommerce has taken no money: not paid yet, given up, or never an order. */
const NEVER_PAID = new Set([
  'pending',
  'pendingpayment',
  'failed',
  'cancelled',
  'checkoutdraft',
  'draft',
  'autodraft',
  'trash',
]);

function statusOf({ columns, first }: RowGroup<WooColumns>): string {
  return first
    .text(columns.status)
    .toLowerCase()
    .replace(/^wc-/, '')
    .replace(/[^a-z]/g, '');
}

function readCustomer({ columns, first }: RowGroup<WooColumns>) {
  const fullName = first.text(columns.fullName);
  const contact = readContact({
    email: first.text(columns.email),
    phones: [first.text(columns.phone)],
    name: fullName || `${first.text(columns.firstName)} ${first.text(columns.lastName)}`,
    country: first.text(columns.country),
  });
  const account = first.text(columns.accountId);
  const key = keyOfContact(contact);
  if (key !== undefined) {
    return { contact, customerId: key };
  }
  if (/^[1-9]\d*$/.test(account)) {
    return { contact, customerId: `woocommerce-${account}` };
  }
  return { contact, customerId: contact.name === undefined ? undefined : customerKey('name', contact.name) };
}

function readOrder(group: RowGroup<WooColumns>, clock: WallClock, fallback: string): OrderRow[] {
  const { columns, first, lines, key: orderId } = group;
  const status = statusOf(group);
  if (NEVER_PAID.has(status)) {
    return rejectLines(
      lines,
      'never-paid',
      `An order in state "${status}" took no money: it is no purchase.`,
    );
  }
  const { customerId, contact } = readCustomer(group);
  if (customerId === undefined) {
    return rejectLines(
      lines,
      'no-customer',
      'The order has no e-mail address, phone, account or name to know its customer by.',
    );
  }
  const placedAt = parseInstant(first.text(columns.date), clock);
  if (placedAt === undefined) {
    return rejectLines(lines, 'bad-date', 'The order date must be like 2025-05-11 09:55:16.');
  }
  const currency = rowCurrency(first.text(columns.currency), fallback);
  if (currency === undefined) {
    return rejectLines(lines, 'bad-currency', 'The currency must be an ISO 4217 code such as USD.');
  }
  const exponent = currencyDecimals(currency);
  const amount = (position: number): number | undefined =>
    parseMinor(first.text(position) || '0', exponent, 'round');
  const totalMinor = first.text(columns.total) === '' ? undefined : amount(columns.total);
  const discount = amount(columns.discount);
  const refunded = amount(columns.refunded);
  if (totalMinor === undefined || discount === undefined || refunded === undefined) {
    return rejectLines(
      lines,
      'bad-amount',
      'The total, discount and refunded total must be amounts such as 12.50.',
    );
  }
  if (totalMinor < 0) {
    return rejectLines(
      lines,
      'negative-total',
      'A total below zero is a refund that names no order. Export orders, not refunds.',
    );
  }
  const discountMinor = Math.abs(discount);
  const refundMinor = refunded === 0 && status === 'refunded' ? totalMinor : Math.abs(refunded);
  return eventsOfDraft({
    lines,
    source: 'woocommerce',
    orderId,
    customerId,
    placedAt,
    totalMinor,
    currency,
    discountMinor,
    items: priceItems(readWooItems(group, exponent), totalMinor + discountMinor),
    coupon: first.text(columns.coupon).replace(/^.*?\bcode:([^|;]+).*$/, '$1'),
    contact,
    ...(refundMinor > 0 ? { refund: { amountMinor: refundMinor, at: placedAt } } : {}),
  });
}

/**
 * Order exports of WooCommerce: the Order/Customer CSV Export (one row an order, or one an item), the Order Import Export
 * plugin, the Advanced Order Export, and WooCommerce's own Analytics > Orders download. Columns are found by their names.
 *
 * - The customer is the e-mail address, else the phone number, as a hash; else the account; else, in an Analytics download,
 *   which has nothing better, a hash of the name, so that namesakes are taken for one.
 * - Orders that took no money (`pending`, `failed`, `cancelled`, drafts) are rejected as `never-paid`; every other state, a
 *   shop's own ones too, counts. A refund has no date in these files: it is dated with the order.
 * - Dates are the site's wall time: give its zone as `timeZone` (UTC by default). An Analytics download names no currency:
 *   give it as `currency`; its revenue is net of tax, shipping and refunds.
 *
 * @throws PerennialError ORDERS.MISSING_COLUMN, NO_CURRENCY, UNKNOWN_CURRENCY, UNKNOWN_TIME_ZONE
 */
export async function* readWoocommerce(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<readonly OrderRow[]> {
  const clock = wallClockIn(options.timeZone ?? 'UTC');
  let fallback: string | undefined;
  const orderIdOf = (row: { text(at: number): string }, columns: WooColumns): string =>
    row.text(columns.orderId).replaceAll('#', '');
  for await (const entry of groupRows(csvRows(text, locateWooColumns), orderIdOf)) {
    if (isGroup(entry)) {
      fallback ??= defaultCurrency(options.currency, entry.columns.currency !== -1);
      yield readOrder(entry, clock, fallback);
    } else {
      yield [entry];
    }
  }
}
