import type { CsvHeader } from './csv-header.ts';
import type { RowGroup } from './group-rows.ts';

/** Positions of the generic order file's columns; -1 where the file lacks one that it may lack. */
export interface CsvColumns {
  readonly orderId: number;
  readonly customerId: number;
  readonly occurredAt: number;
  readonly total: number;
  readonly currency: number;
  readonly discount: number;
  readonly sku: number;
  readonly category: number;
  readonly quantity: number;
  readonly price: number;
  readonly channel: number;
  readonly coupon: number;
  readonly refundOf: number;
}

/** Finds the columns by name. @throws PerennialError ORDERS.MISSING_COLUMN */
export function locateCsvColumns(header: CsvHeader): CsvColumns {
  return {
    orderId: header.require('order_id', 'order', 'order_number'),
    customerId: header.require('customer_id', 'customer'),
    occurredAt: header.require('occurred_at', 'order_date', 'created_at', 'date'),
    total: header.require('total', 'order_total', 'amount'),
    currency: header.find('currency'),
    discount: header.find('discount'),
    sku: header.find('sku'),
    category: header.find('category'),
    quantity: header.find('quantity', 'qty'),
    price: header.find('price', 'unit_price'),
    channel: header.find('channel'),
    coupon: header.find('coupon', 'coupon_code'),
    refundOf: header.find('refund_of'),
  };
}

const ORDER_COLUMNS = [
  ['customer_id', 'customerId'],
  ['occurred_at', 'occurredAt'],
  ['total', 'total'],
  ['currency', 'currency'],
  ['discount', 'discount'],
  ['refund_of', 'refundOf'],
] as const;

/** How the rows of one order contradict each other, for a person; undefined where they do not. */
export function findConflict({ columns, first, rows }: RowGroup<CsvColumns>): string | undefined {
  const conflicting = ORDER_COLUMNS.find(([, column]) => {
    const said = first.text(columns[column]);
    return rows.some((row) => row.text(columns[column]) !== '' && row.text(columns[column]) !== said);
  });
  return conflicting === undefined
    ? undefined
    : `Rows of one order differ in ${conflicting[0]}. It belongs to the whole order: repeat it alike on each row, or leave it blank after the first.`;
}
