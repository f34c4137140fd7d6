import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openOrders } from '../../../cli/orders/open-orders.ts';
import { collectRows } from './read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'perennial-orders-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function ids(path: string): Promise<string[]> {
  const rows = await collectRows((await openOrders(path)).results);
  return rows.map((row) => (row.kind === 'event' ? row.event.id : `${row.line} ${row.reason}`));
}

const csv = 'order_id,customer_id,occurred_at,total,currency\n1,c1,2025-05-11,1,USD\n2,茶,2025-05-12,1,USD\n';

describe('openOrders', () => {
  it('detects the format and reads the file, as often as it is asked', async () => {
    const opened = await openOrders(file('orders.csv', csv));
    expect(opened.format).toBe('csv');
    for (let pass = 0; pass < 2; pass++) {
      const rows = await collectRows(opened.results);
      expect(rows.map((row) => row.kind)).toEqual(['event', 'event']);
    }
    expect(opened.progress).toEqual({
      bytesTotal: Buffer.byteLength(csv),
      bytesRead: Buffer.byteLength(csv),
    });
  });

  it('tells gzip by its content, whatever the name', async () => {
    expect(await ids(file('zipped.csv', gzipSync(csv)))).toEqual(['csv-order-1', 'csv-order-2']);
  });

  it('reads UTF-16, as spreadsheets write it', async () => {
    const tabs = `\uFEFF${csv.replaceAll(',', '\t')}`;
    expect(await ids(file('unicode.txt', Buffer.from(tabs, 'utf16le')))).toEqual([
      'csv-order-1',
      'csv-order-2',
    ]);
  });

  it('reads a file larger than one piece, cut anywhere', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at},茶客${at},2025-05-11,1.00,USD\n`);
    const path = file('large.csv', `order_id,customer_id,occurred_at,total,currency\n${rows.join('')}`);
    const found = await ids(path);
    expect(found).toHaveLength(30_000);
    expect(found.at(-1)).toBe('csv-order-29999');
  });

  it.each([
    ['gone.csv', undefined, 'ORDERS.NO_FILE'],
    ['empty.csv', '', 'ORDERS.EMPTY'],
    ['blank.csv', '\n \n', 'ORDERS.EMPTY'],
    ['sheet.xlsx', 'PK\u0003\u0004....', 'ORDERS.NOT_TEXT'],
    ['image.png', new Uint8Array([0x89, 0x50, 0, 1, 2]), 'ORDERS.NOT_TEXT'],
    ['notes.txt', 'Dear all,\nplease find the orders attached.\n', 'ORDERS.UNKNOWN_FORMAT'],
  ])('says what is wrong with %s', async (name, content, code) => {
    const path = content === undefined ? join(folder, name) : file(name, content);
    await expect(openOrders(path)).rejects.toMatchObject({ name: 'PerennialError', code });
  });

  it('says so of a directory', async () => {
    await expect(openOrders(folder)).rejects.toMatchObject({ code: 'ORDERS.IS_DIRECTORY' });
  });

  it('says so of gzip that was cut off', async () => {
    const whole = gzipSync(csv.repeat(50));
    await expect(openOrders(file('cut.csv.gz', whole.subarray(0, whole.length - 20)))).rejects.toMatchObject({
      code: 'ORDERS.BAD_GZIP',
    });
  });

  it('reads a file as the format that it is told, and says which column that lacks', async () => {
    const opened = await openOrders(file('told.csv', csv), { format: 'shopify' });
    await expect(collectRows(opened.results)).rejects.toMatchObject({ code: 'ORDERS.MISSING_COLUMN' });
  });
});
