import type { CsvColumns } from './csv-columns.ts';
import type { CsvRow } from './csv-rows.ts';
import type { RowGroup } from './group-rows.ts';
import type { UnpricedItem } from './order-items.ts';
import { type RejectedRow, rejectRow } from './order-row.ts';
import { parseMinor } from './parse-minor.ts';

function readItem(row: CsvRow, columns: CsvColumns, exponent: number): UnpricedItem | RejectedRow {
  const sku = row.text(columns.sku);
  const category = row.text(columns.category);
  const quantity = Number(row.text(columns.quantity) || '1');
  const priceText = row.text(columns.price);
  const price = priceText === '' ? undefined : parseMinor(priceText, exponent, 'round');
  if (!(quantity > 0 && quantity <= 1_000_000)) {
    return rejectRow(row.line, 'bad-quantity', 'The quantity must be a number above zero, at most 1000000.');
  }
  if (priceText !== '' && (price === undefined || price < 0)) {
    return rejectRow(row.line, 'bad-amount', 'The price must be an amount such as 12.50, zero or more.');
  }
  if (sku.length > 128 || category.length > 128) {
    return rejectRow(row.line, 'bad-item', 'sku and category may have at most 128 characters.');
  }
  return { sku, quantity, price, ...(category === '' ? {} : { category }) };
}

/** The items of an order of a generic order file, and its rows whose item cannot be read. A row without a sku has none. */
export function readCsvItems(
  { columns, rows }: RowGroup<CsvColumns>,
  exponent: number,
): { readonly items: UnpricedItem[]; readonly rejected: RejectedRow[] } {
  const items: UnpricedItem[] = [];
  const rejected: RejectedRow[] = [];
  for (const row of rows) {
    if (row.text(columns.sku) === '') {
      continue;
    }
    const item = readItem(row, columns, exponent);
    if ('kind' in item) {
      rejected.push(item);
    } else {
      items.push(item);
    }
  }
  return { items, rejected };
}
