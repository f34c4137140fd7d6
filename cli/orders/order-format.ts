import type { OrderRow } from './order-row.ts';

/** The kinds of order file that can be read. */
export const ORDER_FORMATS = ['csv', 'shopify', 'woocommerce', 'online-retail', 'cdnow'] as const;
export type OrderFormat = (typeof ORDER_FORMATS)[number];

export interface ReadOptions {
  /** IANA zone of dates that carry none; each format has its own default. */
  readonly timeZone?: string;
  /** ISO 4217 code for amounts whose row names no currency; `cdnow` and `online-retail` have their own default. */
  readonly currency?: string;
}

/** Reads one format: the file's text in pieces of any size, to its rows in file order, some at a time. */
export type FormatReader = (
  text: AsyncIterable<string>,
  options: ReadOptions,
) => AsyncGenerator<readonly OrderRow[]>;
