import { checkSegment } from '../../../shared/aws/check-segment.ts';
import { readCursor, writeCursor } from '../../../shared/aws/page-cursor.ts';
import { readUnits } from '../../../shared/aws/request-units.ts';
import type { ConsumedUnits, Item, Segment, Table } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { PAGE_BYTES } from './page-bytes.ts';
import { prefixEnd } from './prefix-end.ts';
import { SEGMENT_OF } from './segment-of.ts';
import { numberColumn, type Row, textColumn } from './sqlite-row.ts';
import { itemOfStored, storedItemOfRow } from './stored-item.ts';

/** Items that one page passes over at most, of all segments: what is kept out costs a step in the key's index. */
const PAGE_ITEMS = 10_000;

/** Items whose sizes are read to tell the mean. */
const SAMPLE = 256;

type Place = readonly [pk: string, sk: string];

type ScanCursor = readonly [segment: string, ...Place];

const BEFORE_ALL: ScanCursor = ['', '', ''];
const BEHIND_ALL: Place = [prefixEnd(''), ''];

const NTH_KEY = 'SELECT pk, sk FROM items WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT 1 OFFSET ?';
const COUNT = 'SELECT count(*) AS passed FROM items WHERE (pk, sk) > (?, ?) AND (pk, sk) <= (?, ?)';
const LAST_ROW = 'SELECT coalesce(max(rowid), 0) AS last FROM items';
/** One item of each stretch of `?1` row ids, at a place that varies, as items are often written in a rhythm. */
const MEAN_BYTES = `WITH RECURSIVE stretch (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM stretch WHERE (n + 1) * ?1 < ?2)
  SELECT coalesce(avg(bytes), 0) AS mean FROM stretch JOIN items ON items.rowid = 1 + n * ?1 + (n * 2654435761) % ?1`;

/** The items behind one place up to another, kept out by their keys alone: only what is wanted is read from its row. */
function selectWanted(prefixes: readonly string[] | undefined, { of }: Segment): string {
  const wanted = prefixes?.map(() => 'sk >= ? AND sk < ?').join(' OR ');
  return `SELECT pk, sk, version, due_shard, due_at, audience_shard, audience_key, ttl, bytes, body FROM items
    WHERE (pk, sk) > (?, ?) AND (pk, sk) <= (?, ?)
    ${wanted === undefined ? '' : `AND (${wanted})`} ${of === 1 ? '' : `AND ${SEGMENT_OF}(pk, ?) = ?`}
    ORDER BY pk, sk`;
}

/**
 * Reading the whole table in segments, by key. Counts the units in `consumed`, about: DynamoDB charges for every item
 * of the segment, wanted or not, and to read all their sizes takes ten times as long as a scan for states. So
 * each item passed over counts as the table's mean item (a sample of 256), and a segment has its equal share of them.
 */
export function createSqliteScan(database: LocalDatabase, consumed: ConsumedUnits): Table['scan'] {
  /** Bytes of the mean item; exact in a table of up to 256 items from which none was ever removed. */
  function meanBytes(): number {
    const last = numberColumn(database.statement(LAST_ROW).get() ?? {}, 'last');
    const stretch = Math.max(1, Math.ceil(last / SAMPLE));
    return numberColumn(database.statement(MEAN_BYTES).get(stretch, last) ?? {}, 'mean');
  }

  function charge(from: Place, to: Place, { of }: Segment, consistent: boolean): void {
    const passed = numberColumn(database.statement(COUNT).get(...from, ...to) ?? {}, 'passed');
    consumed.readUnits += readUnits((passed * meanBytes()) / of, consistent);
  }

  /** The key of the item that stands so many behind `from`; undefined where the table ends before. */
  function placeBehind(from: Place, count: number): Place | undefined {
    const row = database.statement(NTH_KEY).get(...from, count - 1);
    return row && [textColumn(row, 'pk'), textColumn(row, 'sk')];
  }

  const itemOfRow = (row: Row): Item =>
    itemOfStored(storedItemOfRow(row, { pk: textColumn(row, 'pk'), sk: textColumn(row, 'sk') }));

  return async (segment, { prefixes, limit, cursor, consistent = false } = {}) => {
    checkSegment(segment);
    if (prefixes?.length === 0) return { items: [] };
    const { index, of } = segment;
    const name = `${index}/${of}`;
    const [, ...from] = cursor === undefined ? BEFORE_ALL : readCursor<ScanCursor>(cursor, [name, '', '']);
    const end = placeBehind(from, limit === undefined ? PAGE_ITEMS : Math.min(limit * of, PAGE_ITEMS));
    const bounds = prefixes?.flatMap((prefix) => [prefix, prefixEnd(prefix)]) ?? [];
    const rows = database
      .statement(selectWanted(prefixes, segment))
      .iterate(...from, ...(end ?? BEHIND_ALL), ...bounds, ...(of === 1 ? [] : [of, index]));
    const items: Item[] = [];
    let bytes = 0;
    let stop = end;
    for (const row of rows) {
      const last = items.at(-1);
      if (last !== undefined && (items.length === limit || bytes >= PAGE_BYTES)) {
        stop = [last.pk, last.sk];
        break;
      }
      bytes += numberColumn(row, 'bytes');
      items.push(itemOfRow(row));
    }
    charge(from, stop ?? BEHIND_ALL, segment, consistent);
    return { items, ...(stop && { cursor: writeCursor([name, ...stop]) }) };
  };
}
