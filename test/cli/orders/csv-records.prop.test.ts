import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRecords } from '../../../cli/orders/csv-records.ts';
import { inPieces } from './read-text.ts';

const field = fc.string({
  unit: fc.constantFrom('a', '7', ' ', ',', ';', '"', '\n', '\r\n', 'é', '茶'),
  maxLength: 8,
});
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

const quote = (text: string, always: boolean): string =>
  always || /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

it('reads what csv-parse reads, wherever the text is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      async (rows, delimiter, lineEnd, always, pieceSize) => {
        const text =
          rows.map((row) => row.map((cell) => quote(cell, always)).join(delimiter)).join(lineEnd) + lineEnd;
        const read: (readonly string[])[] = [];
        for await (const records of csvRecords(inPieces(text, pieceSize), delimiter)) {
          read.push(...records.flatMap((record) => (record.fields === undefined ? [] : [record.fields])));
        }
        expect(read).toEqual(parse(text, { delimiter, relax_column_count: true, record_delimiter: lineEnd }));
        expect(read).toEqual(rows);
      },
    ),
    { numRuns: 300 },
  );
});
