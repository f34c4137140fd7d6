import { type Command, Option } from 'commander';
import type { OpenOrdersOptions } from './orders/open-orders.ts';
import { ORDER_FORMATS, type OrderFormat } from './orders/order-format.ts';

/** How to read an order file: options of every command that reads one. */
export interface ReadingOptions {
  readonly format?: OrderFormat;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly strict?: boolean;
}

/** Adds the options of reading; `zoneOf` says what the time zone stands for. */
export function addReadingOptions(command: Command, zoneOf = 'of dates that name none'): Command {
  return command
    .addOption(
      new Option('--format <format>', 'kind of order file; told by its first lines where not given').choices(
        ORDER_FORMATS,
      ),
    )
    .option('--time-zone <zone>', `IANA zone ${zoneOf}`)
    .option('--currency <code>', 'ISO 4217 code of amounts that name none')
    .option('--strict', 'stop at the first row that cannot be read');
}

/** What of the options the reader of the file asks for. */
export const readingOf = ({ format, timeZone, currency }: ReadingOptions): OpenOrdersOptions => ({
  ...(format !== undefined && { format }),
  ...(timeZone !== undefined && { timeZone }),
  ...(currency !== undefined && { currency }),
});
