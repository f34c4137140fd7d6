import type { FormatReader, ReadOptions } from '../../../cli/orders/order-format.ts';
import type { RejectedRow } from '../../../cli/orders/order-row.ts';
import type { ShopEvent } from '../../../shared/contracts/shop-event.ts';

/** The text in pieces of this many characters, as a file may arrive. */
export async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield text.slice(at, at + size);
  }
}

/** Everything that a reader makes of a text. */
export async function readText(
  read: FormatReader,
  text: string,
  options: ReadOptions = {},
  pieceSize = 1000,
): Promise<{ events: ShopEvent[]; rejected: RejectedRow[] }> {
  const events: ShopEvent[] = [];
  const rejected: RejectedRow[] = [];
  for await (const row of read(inPieces(text, pieceSize), options)) {
    if (row.kind === 'event') {
      events.push(row.event);
    } else {
      rejected.push(row);
    }
  }
  return { events, rejected };
}

/** Line and reason of each rejection. */
export function reasons(rejected: readonly RejectedRow[]): [number, string][] {
  return rejected.map(({ line, reason }) => [line, reason]);
}
