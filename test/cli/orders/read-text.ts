import type { FormatReader, ReadOptions } from '../../../cli/orders/order-format.ts';
import type { OrderRow, RejectedRow } from '../../../cli/orders/order-row.ts';
import type { ShopEvent } from '../../../shared/contracts/shop-event.ts';
import { collect } from '../../support/collect.ts';

/** The text in pieces of this many characters, as a file may arrive. */
export async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield text.slice(at, at + size);
  }
}

/** All rows of a file, in order. */
export const collectRows = async (results: AsyncIterable<readonly OrderRow[]>): Promise<OrderRow[]> =>
  (await collect(results)).flat();

/** Everything that a reader makes of a text. */
export async function readText(
  read: FormatReader,
  text: string,
  options: ReadOptions = {},
  pieceSize = 1000,
): Promise<{ events: ShopEvent[]; rejected: RejectedRow[] }> {
  const rows = await collectRows(read(inPieces(text, pieceSize), options));
  return {
    events: rows.flatMap((row) => (row.kind === 'event' ? [row.event] : [])),
    rejected: rows.filter((row) => row.kind === 'rejected'),
  };
}

/** Line and reason of each rejection. */
export function reasons(rejected: readonly RejectedRow[]): [number, string][] {
  return rejected.map(({ line, reason }) => [line, reason]);
}
