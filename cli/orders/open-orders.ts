import { detectFormat } from './detect-format.ts';
import type { FormatReader, OrderFormat, ReadOptions } from './order-format.ts';
import type { OrderRow } from './order-row.ts';
import { openOrderText } from './order-text.ts';

export interface OpenOrdersOptions extends ReadOptions {
  /** Told by the file's first line where not given. */
  readonly format?: OrderFormat;
}

/** An order file, opened. */
export interface OpenedOrders {
  readonly format: OrderFormat;
  /** The file's events and rejected rows in file order, some at a time; each iteration reads the file anew. */
  readonly results: AsyncIterable<readonly OrderRow[]>;
  /** Bytes on disk, and how many of them the running iteration has read. */
  readonly progress: { readonly bytesTotal: number; readonly bytesRead: number };
}

/** Loaded when needed: phone numbers and time zones cost more to load than a small file to read. */
const READERS: Readonly<Record<OrderFormat, () => Promise<FormatReader>>> = {
  csv: async () => (await import('./read-csv.ts')).readCsv,
  shopify: async () => (await import('./read-shopify.ts')).readShopify,
  woocommerce: async () => (await import('./read-woocommerce.ts')).readWoocommerce,
  'online-retail': async () => (await import('./read-online-retail.ts')).readOnlineRetail,
  cdnow: async () => (await import('./read-cdnow.ts')).readCdnow,
};

/**
 * Opens an order file, plain or gzip, of a given or detected format. Nothing is read beyond its beginning until `results` is
 * iterated; then it is read piece by piece.
 *
 * @throws PerennialError ORDERS.NO_FILE, IS_DIRECTORY, EMPTY, NOT_TEXT, UNREADABLE, BAD_GZIP, UNKNOWN_FORMAT; while
 * iterating also MISSING_COLUMN, NO_HEADER, NO_CURRENCY, UNKNOWN_CURRENCY, UNKNOWN_TIME_ZONE
 */
export async function openOrders(file: string, options: OpenOrdersOptions = {}): Promise<OpenedOrders> {
  const { head, text, progress } = await openOrderText(file);
  const format = options.format ?? detectFormat(head, file);
  const read = await READERS[format]();
  return { format, results: { [Symbol.asyncIterator]: () => read(text, options) }, progress };
}
