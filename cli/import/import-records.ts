import { detectDelimiter, firstLine } from '../orders/csv-header.ts';
import { csvRecords } from '../orders/csv-records.ts';
import { type RejectedRow, rejectRow } from '../orders/order-row.ts';

/** A line of a file: what JSON says, or the fields of a CSV row. */
export type ImportRecord =
  | { readonly kind: 'json'; readonly line: number; readonly value: unknown }
  | { readonly kind: 'row'; readonly line: number; readonly fields: readonly string[] };

/** Reads JSON lines or CSV, whichever the first character tells; blank lines are passed over. */
export async function* importRecords(
  text: AsyncIterable<string>,
): AsyncGenerator<ImportRecord | RejectedRow> {
  const pieces = text[Symbol.asyncIterator]();
  let opening = '';
  for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
    opening += piece.value;
    if (/[^\s\uFEFF][^\n]*\n/.test(opening)) break;
  }
  const whole = (async function* () {
    yield opening.replace(/^\uFEFF/, '');
    yield* { [Symbol.asyncIterator]: () => pieces };
  })();
  const isJson = /^[\s\uFEFF]*[[{]/.test(opening);
  yield* isJson ? jsonLines(whole) : csvLines(whole, detectDelimiter(firstLine(opening)));
}

async function* csvLines(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<ImportRecord | RejectedRow> {
  for await (const records of csvRecords(text, delimiter)) {
    for (const { line, fields } of records) {
      if (fields === undefined)
        yield rejectRow(
          line,
          'unclosed-quote',
          'A quoted field does not close. Double the quotes within it.',
        );
      else if (fields.some((field) => field.trim() !== ''))
        yield { kind: 'row', line, fields: fields.map((field) => field.trim()) };
    }
  }
}

async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<ImportRecord | RejectedRow> {
  let rest = '';
  let line = 0;
  const read = function* (source: string): Generator<ImportRecord | RejectedRow> {
    line += 1;
    if (source.trim() === '') return;
    try {
      yield { kind: 'json', line, value: JSON.parse(source) };
    } catch {
      yield rejectRow(line, 'not-json', 'The line is not JSON. Each line has to be one object.');
    }
  };
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const source of lines) yield* read(source);
  }
  yield* read(rest);
}
