import { PerennialError } from '../../shared/perennial-error.ts';
import { firstLine, headerKeys } from './csv-header.ts';
import { ORDER_FORMATS, type OrderFormat } from './order-format.ts';

const cdnowHeader = /^\s*customer_id\s+date\s+number_of_cds\s+dollar_value\s*$/i;
const cdnowRow = /^\s*\d+\s+(\d+\s+)?\d{8}\s+\d+\s+\d+(\.\d+)?\s*$/;

type Has = (...alternatives: readonly string[]) => boolean;

const TELLS: readonly (readonly [OrderFormat, (has: Has) => boolean])[] = [
  ['online-retail', (has) => has('invoiceno', 'invoice') && has('stockcode') && has('customerid')],
  ['shopify', (has) => has('name') && has('financialstatus') && has('lineitemname', 'lineitemquantity')],
  [
    'woocommerce',
    (has) =>
      has('orderid', 'ordernumber') &&
      has('ordertotal', 'ordertotalamount') &&
      has('billingemail', 'emailbilling', 'customeremail', 'lineitems', 'orderstatus'),
  ],
  ['woocommerce', (has) => has('nrevenue', 'nrevenueformatted') && has('order')],
  [
    'csv',
    (has) =>
      has('orderid', 'order', 'ordernumber') &&
      has('customerid', 'customer') &&
      has('occurredat', 'orderdate', 'createdat', 'date'),
  ],
];

/**
 * Tells an order file's format by its beginning; the file is named where that cannot be done.
 *
 * @throws PerennialError ORDERS.UNKNOWN_FORMAT
 */
export function detectFormat(head: string, file: string): OrderFormat {
  const line = firstLine(head);
  if (cdnowHeader.test(line) || cdnowRow.test(line)) {
    return 'cdnow';
  }
  const keys = headerKeys(line);
  const has: Has = (...alternatives) => alternatives.some((key) => keys.has(key));
  const format = TELLS.find(([, tells]) => tells(has))?.[0];
  if (format === undefined) {
    throw new PerennialError('ORDERS.UNKNOWN_FORMAT', {
      message:
        `The format of ${file} cannot be told from its first line. Formats: ${ORDER_FORMATS.join(', ')}. ` +
        'Name one with --format, or give the file the header order_id,customer_id,occurred_at,total,currency.',
      details: { file, formats: ORDER_FORMATS },
    });
  }
  return format;
}
