import { readCursor, writeCursor } from '../../../shared/aws/page-cursor.ts';
import { audienceEntryBytes, dueEntryBytes, readUnits } from '../../../shared/aws/request-units.ts';
import type { ConsumedUnits, Page, Table } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { PAGE_BYTES } from './page-bytes.ts';
import { prefixEnd } from './prefix-end.ts';
import { numberColumn, type Row, textColumn } from './sqlite-row.ts';
import { itemOfStored, storedItemOfRow } from './stored-item.ts';

interface PageRequest<T> {
  readonly rows: Iterable<Row>;
  readonly limit: number | undefined;
  readonly consistent: boolean;
  /** Size as DynamoDB counts it. */
  bytes(row: Row): number;
  item(row: Row): T;
  cursor(item: T): string;
}

/** The reading side of the table that goes over many items. Counts the units in `consumed`. */
export function createSqliteQueries(
  database: LocalDatabase,
  consumed: ConsumedUnits,
): Pick<Table, 'query' | 'due' | 'audience'> {
  function page<T>(request: PageRequest<T>): Page<T> {
    const items: T[] = [];
    let bytes = 0;
    let last: T | undefined;
    let isCut = false;
    for (const row of request.rows) {
      isCut = items.length === request.limit || bytes >= PAGE_BYTES;
      if (isCut) break;
      bytes += request.bytes(row);
      last = request.item(row);
      items.push(last);
    }
    consumed.readUnits += readUnits(bytes, request.consistent);
    return isCut && last !== undefined ? { items, cursor: request.cursor(last) } : { items };
  }

  return {
    async query(pk, { prefix = '', limit, cursor, descending = false, consistent = false } = {}) {
      const from = cursor === undefined ? undefined : readCursor<[string, string]>(cursor, [pk, ''])[1];
      const lowest = !descending && from !== undefined ? ['>', from] : ['>=', prefix];
      const highest = ['<', descending && from !== undefined ? from : prefixEnd(prefix)];
      const sql = `SELECT sk, version, due_shard, due_at, audience_shard, audience_key, ttl, bytes, body FROM items
        WHERE pk = ? AND sk ${lowest[0]} ? AND sk ${highest[0]} ? ORDER BY sk ${descending ? 'DESC' : 'ASC'}`;
      return page({
        rows: database.statement(sql).iterate(pk, lowest[1] ?? '', highest[1] ?? ''),
        limit,
        consistent,
        bytes: (row) => numberColumn(row, 'bytes'),
        item: (row) => itemOfStored(storedItemOfRow(row, { pk, sk: textColumn(row, 'sk') })),
        cursor: (item) => writeCursor([pk, item.sk]),
      });
    },

    async due(shard, before, { limit, cursor } = {}) {
      const [, at, pk, sk] =
        cursor === undefined
          ? [shard, Number.MIN_SAFE_INTEGER, '', '']
          : readCursor<[string, number, string, string]>(cursor, [shard, 0, '', '']);
      const sql = `SELECT pk, sk, due_at FROM items
        WHERE due_shard = ? AND due_at <= ? AND (due_at, pk, sk) > (?, ?, ?) ORDER BY due_at, pk, sk`;
      return page({
        rows: database.statement(sql).iterate(shard, before, at, pk, sk),
        limit,
        consistent: false,
        bytes: (row) =>
          dueEntryBytes(
            { pk: textColumn(row, 'pk'), sk: textColumn(row, 'sk') },
            shard,
            numberColumn(row, 'due_at'),
          ),
        item: (row) => ({
          pk: textColumn(row, 'pk'),
          sk: textColumn(row, 'sk'),
          at: numberColumn(row, 'due_at'),
        }),
        cursor: (item) => writeCursor([shard, item.at, item.pk, item.sk]),
      });
    },

    async audience(shard, prefix, { limit, cursor } = {}) {
      const [, key, pk, sk] =
        cursor === undefined
          ? [shard, prefix, '', '']
          : readCursor<[string, string, string, string]>(cursor, [shard, '', '', '']);
      const sql = `SELECT pk, sk, audience_key FROM items WHERE audience_shard = ? AND audience_key < ?
        AND (audience_key, pk, sk) > (?, ?, ?) ORDER BY audience_key, pk, sk`;
      return page({
        rows: database.statement(sql).iterate(shard, prefixEnd(prefix), key, pk, sk),
        limit,
        consistent: false,
        bytes: (row) =>
          audienceEntryBytes(
            { pk: textColumn(row, 'pk'), sk: textColumn(row, 'sk') },
            shard,
            textColumn(row, 'audience_key'),
          ),
        item: (row) => ({
          pk: textColumn(row, 'pk'),
          sk: textColumn(row, 'sk'),
          audienceKey: textColumn(row, 'audience_key'),
        }),
        cursor: (item) => writeCursor([shard, item.audienceKey, item.pk, item.sk]),
      });
    },
  };
}
