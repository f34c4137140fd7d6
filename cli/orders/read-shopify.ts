import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { rejectLines } from './check-events.ts';
import type { CsvHeader } from './csv-header.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { groupRows, isGroup, type RowGroup } from './group-rows.ts';
import { keyOfContact, readContact } from './order-contact.ts';
import { eventsOfDraft, type OrderDraft } from './order-draft.ts';
import type { ReadOptions } from './order-format.ts';
import type { DraftItem } from './order-items.ts';
import type { OrderRow } from './order-row.ts';
import { parseInstant } from './parse-instant.ts';
import { parseMinor } from './parse-minor.ts';
import { defaultCurrency, rowCurrency } from './row-currency.ts';
import { type WallClock, wallClockIn } from './wall-time.ts';

/** Orders in these states never took money. */
const NEVER_PAID = new Set(['voided', 'expired']);

function locate(header: CsvHeader) {
  return {
    name: header.require('Name'),
    id: header.find('Id'),
    email: header.require('Email'),
    status: header.require('Financial Status'),
    acceptsMarketing: header.find('Accepts Marketing'),
    currency: header.find('Currency'),
    total: header.require('Total'),
    discount: header.find('Discount Amount'),
    coupon: header.find('Discount Code'),
    createdAt: header.require('Created at'),
    cancelledAt: header.find('Cancelled at'),
    refunded: header.find('Refunded Amount'),
    source: header.find('Source'),
    quantity: header.find('Lineitem quantity'),
    itemName: header.find('Lineitem name'),
    itemPrice: header.find('Lineitem price'),
    sku: header.find('Lineitem sku'),
    phones: [header.find('Phone'), header.find('Billing Phone'), header.find('Shipping Phone')],
    names: [header.find('Billing Name'), header.find('Shipping Name')],
    countries: [header.find('Billing Country'), header.find('Shipping Country')],
  };
}

type Columns = ReturnType<typeof locate>;

function firstText(row: CsvRow, positions: readonly number[]): string {
  return positions.map((position) => row.text(position)).find((text) => text !== '') ?? '';
}

function readItems({ columns, rows }: RowGroup<Columns>, exponent: number): DraftItem[] {
  return rows.flatMap((row) => {
    const sku = (row.text(columns.sku) || row.text(columns.itemName)).slice(0, 128);
    const quantity = Number(row.text(columns.quantity));
    const price = parseMinor(row.text(columns.itemPrice), exponent, 'round') ?? 0;
    return sku !== '' && quantity > 0 && price >= 0 ? [{ sku, quantity, price }] : [];
  });
}

/** What went back: all of a cancelled or refunded order, else the amount that the file gives. */
function readRefund(
  { columns, first }: RowGroup<Columns>,
  order: { readonly placedAt: number; readonly totalMinor: number; readonly exponent: number },
  clock: WallClock,
): OrderDraft['refund'] | undefined {
  const cancelledAt = parseInstant(first.text(columns.cancelledAt), clock);
  if (cancelledAt !== undefined) {
    return { amountMinor: order.totalMinor, at: Math.max(cancelledAt, order.placedAt), reason: 'cancelled' };
  }
  const refunded = parseMinor(first.text(columns.refunded) || '0', order.exponent, 'round') ?? 0;
  const isWhole = first.text(columns.status).toLowerCase() === 'refunded' && refunded === 0;
  const amountMinor = isWhole ? order.totalMinor : refunded;
  return amountMinor > 0 ? { amountMinor, at: order.placedAt } : undefined;
}

function readOrder(group: RowGroup<Columns>, clock: WallClock, fallback: string): OrderRow[] {
  const { columns, first, lines } = group;
  if (NEVER_PAID.has(first.text(columns.status).toLowerCase())) {
    return rejectLines(
      lines,
      'never-paid',
      'The payment of this order was voided or expired: it is no purchase.',
    );
  }
  const contact = readContact({
    email: first.text(columns.email),
    phones: columns.phones.map((position) => first.text(position)),
    name: firstText(first, columns.names),
    country: firstText(first, columns.countries),
  });
  const customerId = keyOfContact(contact);
  if (customerId === undefined) {
    return rejectLines(
      lines,
      'no-customer',
      'The order has neither an e-mail address nor a phone number to know its customer by.',
    );
  }
  const placedAt = parseInstant(first.text(columns.createdAt), clock);
  if (placedAt === undefined) {
    return rejectLines(lines, 'bad-date', '"Created at" must be like 2025-05-11 09:55:16 -0400.');
  }
  const currency = rowCurrency(first.text(columns.currency), fallback);
  if (currency === undefined) {
    return rejectLines(lines, 'bad-currency', 'Currency must be an ISO 4217 code such as USD.');
  }
  const exponent = currencyDecimals(currency);
  const totalMinor = parseMinor(first.text(columns.total), exponent);
  const discountMinor = parseMinor(first.text(columns.discount) || '0', exponent, 'round');
  if (totalMinor === undefined || totalMinor < 0 || discountMinor === undefined) {
    return rejectLines(
      lines,
      'bad-amount',
      `Total and Discount Amount must be amounts in ${currency}, zero or more.`,
    );
  }
  const refund = readRefund(group, { placedAt, totalMinor, exponent }, clock);
  return eventsOfDraft({
    lines,
    source: 'shopify',
    orderId: (first.text(columns.id) || group.key).replaceAll('#', ''),
    customerId,
    placedAt,
    totalMinor,
    currency,
    discountMinor: Math.abs(discountMinor),
    items: readItems(group, exponent),
    channel: first.text(columns.source),
    coupon: first.text(columns.coupon),
    contact,
    acceptsMarketing: first.text(columns.acceptsMarketing).toLowerCase() === 'yes',
    ...(refund === undefined ? {} : { refund }),
  });
}

/**
 * Shopify's admin "Export orders" CSV, whose rows after an order's first give only a further line item.
 *
 * - The customer is the e-mail address, else the phone number, as a hash; neither: rejected as `no-customer`.
 * - An order counts when it was created, whatever it waits for (`pending`, `authorized`, `partially_paid`), as in Shopify's
 *   own sales reports. `voided` and `expired` ones are rejected as `never-paid`.
 * - A cancelled order is refunded whole when it was cancelled. Other refunds have no date in the file: they are dated with
 *   the order. Tax and shipping are part of the total.
 * - The order id is Shopify's number (column `Id`), as in its webhooks; the name without "#" where that is missing.
 * - "Accepts Marketing" yes is consent to e-mail as of the order; no is no withdrawal.
 */
export async function* readShopify(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<readonly OrderRow[]> {
  const clock = wallClockIn(options.timeZone ?? 'UTC');
  let fallback: string | undefined;
  for await (const entry of groupRows(csvRows(text, locate), (row, columns) => row.text(columns.name))) {
    if (isGroup(entry)) {
      fallback ??= defaultCurrency(options.currency, entry.columns.currency !== -1);
      yield readOrder(entry, clock, fallback);
    } else {
      yield [entry];
    }
  }
}
