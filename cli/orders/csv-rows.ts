import { PerennialError } from '../../shared/perennial-error.ts';
import { CsvHeader, detectDelimiter, firstLine } from './csv-header.ts';
import { csvRecords } from './csv-records.ts';
import { type RejectedRow, rejectRow } from './order-row.ts';

/** One row of a CSV file that has a header. */
export class CsvRow {
  readonly line: number;
  readonly #fields: readonly string[];

  constructor(line: number, fields: readonly string[]) {
    this.line = line;
    this.#fields = fields;
  }

  /** The trimmed text of the column at this position; empty where the file has no such column. */
  text(position: number): string {
    return this.#fields[position]?.trim() ?? '';
  }

  /** Whether the other row says the very same. */
  equals(other: CsvRow): boolean {
    return (
      this.#fields.length === other.#fields.length &&
      this.#fields.every((field, at) => field === other.#fields[at])
    );
  }
}

/** A CSV file's rows under its header. */
export interface CsvTable<Columns> {
  readonly columns: Columns;
  readonly rows: (CsvRow | RejectedRow)[];
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === '');
}

function toRow(line: number, fields: readonly string[], width: number): CsvRow | RejectedRow | undefined {
  if (fields.length === width) {
    return isBlank(fields) ? undefined : new CsvRow(line, fields);
  }
  if (isBlank(fields)) {
    return undefined;
  }
  if (fields.length > width && isBlank(fields.slice(width))) {
    return new CsvRow(line, fields.slice(0, width));
  }
  return rejectRow(
    line,
    'bad-row',
    `The row has ${fields.length} fields and the header ${width}. Quote fields that hold the delimiter, and mend a row that was cut off.`,
  );
}

/**
 * Reads CSV text under its header, detecting the delimiter: batches of rows, each with the columns that `locate` found.
 * Rows that do not fit the header come as rejections in their place.
 */
export async function* csvRows<Columns>(
  text: AsyncIterable<string>,
  locate: (header: CsvHeader) => Columns,
): AsyncGenerator<CsvTable<Columns>> {
  const pieces = text[Symbol.asyncIterator]();
  let opening = '';
  for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
    opening += piece.value;
    if (/[^\s\uFEFF][^\n]*\n/.test(opening)) {
      break;
    }
  }
  const whole = (async function* () {
    yield opening.replace(/^\uFEFF/, '');
    yield* { [Symbol.asyncIterator]: () => pieces };
  })();

  let found: { readonly columns: Columns; readonly width: number } | undefined;
  for await (const records of csvRecords(whole, detectDelimiter(firstLine(opening)))) {
    const rows: (CsvRow | RejectedRow)[] = [];
    for (const record of records) {
      if (record.fields === undefined) {
        rows.push(
          rejectRow(
            record.line,
            record.problem,
            'A quoted field does not close. Double the quotes within it.',
          ),
        );
      } else if (found === undefined) {
        const header = new CsvHeader(record.fields);
        found = { columns: locate(header), width: header.width };
      } else {
        const row = toRow(record.line, record.fields, found.width);
        if (row !== undefined) {
          rows.push(row);
        }
      }
    }
    if (found !== undefined && rows.length > 0) {
      yield { columns: found.columns, rows };
    }
  }
  if (found === undefined) {
    throw new PerennialError('ORDERS.NO_HEADER', {
      message: 'The order file has no readable header. Its first line must name the columns.',
    });
  }
}
