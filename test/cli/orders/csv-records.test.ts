import { describe, expect, it } from 'vitest';
import { type CsvRecord, csvRecords } from '../../../cli/orders/csv-records.ts';
import { inPieces } from './read-text.ts';

async function split(text: string, pieceSize = 7, delimiter = ','): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of csvRecords(inPieces(text, pieceSize), delimiter)) {
    for (const record of batch) {
      records.push(record);
    }
  }
  return records;
}

describe('csvRecords', () => {
  it('splits lines that end in LF or CRLF, the last with or without an end', async () => {
    expect(await split('a,b\r\nc,d\ne,f')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['c', 'd'] },
      { line: 3, fields: ['e', 'f'] },
    ]);
  });

  it('reads quoted delimiters, quotes and line ends, and numbers a record by its first line', async () => {
    expect(await split('"a,1","say ""hi"""\n"two\r\nlines",x\ny,z\n')).toEqual([
      { line: 1, fields: ['a,1', 'say "hi"'] },
      { line: 2, fields: ['two\r\nlines', 'x'] },
      { line: 4, fields: ['y', 'z'] },
    ]);
  });

  it('takes quotes within an unquoted field as they stand', async () => {
    expect(await split('12" pan,5\n"",""\n')).toEqual([
      { line: 1, fields: ['12" pan', '5'] },
      { line: 2, fields: ['', ''] },
    ]);
  });

  it('gives up one line where a quote never closes, and reads on', async () => {
    expect(await split('a,"b\nc,d\n')).toEqual([
      { line: 1, problem: 'unclosed-quote' },
      { line: 2, fields: ['c', 'd'] },
    ]);
  });

  it('does not take a whole file into one field', async () => {
    const records = await split(`a,"b\n${'c,d\n'.repeat(500_000)}`, 65_536);
    expect(records).toHaveLength(500_001);
    expect(records[0]).toEqual({ line: 1, problem: 'unclosed-quote' });
  });
});
