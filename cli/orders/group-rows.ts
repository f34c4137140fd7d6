import type { CsvRow, CsvTable } from './csv-rows.ts';
import { type RejectedRow, rejectRow } from './order-row.ts';

/** The rows of one order, in file order; at least one. */
export interface RowGroup<Columns> {
  readonly columns: Columns;
  readonly key: string;
  readonly first: CsvRow;
  readonly rows: readonly CsvRow[];
  readonly lines: readonly number[];
}

/** Whether this is a group, not a rejection. */
export function isGroup<Columns>(entry: RowGroup<Columns> | RejectedRow): entry is RowGroup<Columns> {
  return 'rows' in entry;
}

/**
 * Gathers rows that follow one another and have one order id. A row of an order that ended before is rejected as
 * `order-split`: its event would have an id that was already given out. Memory: one order, and all order ids.
 */
export async function* groupRows<Columns>(
  tables: AsyncIterable<CsvTable<Columns>>,
  orderIdOf: (row: CsvRow, columns: Columns) => string,
): AsyncGenerator<RowGroup<Columns> | RejectedRow> {
  const ended = new Set<string>();
  let open: { readonly columns: Columns; readonly key: string; readonly rows: CsvRow[] } | undefined;

  const close = (): RowGroup<Columns>[] => {
    const [first] = open?.rows ?? [];
    if (open === undefined || first === undefined) {
      return [];
    }
    const { columns, key, rows } = open;
    // A copy: a substring would keep the whole piece of the file that it was cut from.
    ended.add(Buffer.from(key).toString());
    open = undefined;
    return [{ columns, key, first, rows, lines: rows.map((row) => row.line) }];
  };

  for await (const { columns, rows } of tables) {
    for (const row of rows) {
      if ('kind' in row) {
        yield row;
        continue;
      }
      const key = orderIdOf(row, columns);
      if (open !== undefined && open.key === key) {
        open.rows.push(row);
        continue;
      }
      yield* close();
      if (key === '') {
        yield rejectRow(
          row.line,
          'no-order-id',
          'The row has no order id. Give every row the id of its order.',
        );
      } else if (ended.has(key)) {
        yield rejectRow(
          row.line,
          'order-split',
          'Rows of this order stand apart in the file. Sort the file so that the rows of one order follow one another.',
        );
      } else {
        open = { columns, key, rows: [row] };
      }
    }
  }
  yield* close();
}
