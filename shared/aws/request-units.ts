import type { Item, Key } from '../ports.ts';
import { COUNTER_ATTRIBUTE_PREFIX } from './table-definition.ts';

/**
 * What DynamoDB charges, on demand, for what this table's adapters do. Sources: the developer guide's "Read and write
 * operations", "Global secondary indexes" and "Transactions" pages; that a transaction doubles the table's units only
 * and not the indexes' was measured on AWS (github.com/nubo-db/dynoxide/pull/188).
 *
 * DynamoDB Local 3.3 differs from that, so its figures are no reference for transactions: it doubles the indexes' units inside a
 * transaction, counts writes of one transaction with the same units once
 * (github.com/awslabs/amazon-dynamodb-local-samples/issues/31), does not double the delete of an absent item, and reads
 * an empty page and the absent items of a BatchGetItem for nothing.
 */

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** Bytes of the names `pk`, `sk`, `version` and `body`, which every item but a counter has. */
const FIXED_NAMES_BYTES = 2 + 2 + 7 + 4;
const DUE_NAMES_BYTES = 8 + 5;
const AUDIENCE_NAMES_BYTES = 13 + 11;
const TTL_NAME_BYTES = 3;

const utf8Bytes = (text: string): number => Buffer.byteLength(text);

/** A number takes a byte for each pair of its decimal digits, aligned at the point, one more, and one for a minus. */
export function numberBytes(value: number): number {
  if (value === 0) return 1;
  let rest = Math.abs(value);
  // Fractions are rare here: shift them by whole pairs until they are integers.
  for (let shifts = 0; !Number.isInteger(rest) && shifts < 19; shifts += 1) rest *= 100;
  while (rest % 100 === 0) rest /= 100;
  let pairs = 0;
  for (; rest >= 1; rest = Math.floor(rest / 100)) pairs += 1;
  return Math.min(pairs, 20) + 1 + (value < 0 ? 1 : 0);
}

/** Size of an item as DynamoDB counts it: names and values of its attributes. `bodyText` is its body as stored. */
export function itemBytes(item: Omit<Item<unknown>, 'body'>, bodyText: string): number {
  let bytes =
    FIXED_NAMES_BYTES +
    utf8Bytes(item.pk) +
    utf8Bytes(item.sk) +
    numberBytes(item.version) +
    utf8Bytes(bodyText);
  if (item.due) bytes += DUE_NAMES_BYTES + utf8Bytes(item.due.shard) + numberBytes(item.due.at);
  if (item.audience) {
    bytes += AUDIENCE_NAMES_BYTES + utf8Bytes(item.audience.shard) + utf8Bytes(item.audience.key);
  }
  if (item.expiresAt !== undefined) bytes += TTL_NAME_BYTES + numberBytes(Math.ceil(item.expiresAt / 1000));
  return bytes;
}

/** Size of a counter item. */
export function counterBytes(key: Key, numbers: Readonly<Record<string, number>>): number {
  let bytes = 2 + 2 + utf8Bytes(key.pk) + utf8Bytes(key.sk);
  for (const [name, value] of Object.entries(numbers)) {
    bytes += COUNTER_ATTRIBUTE_PREFIX.length + utf8Bytes(name) + numberBytes(value);
  }
  return bytes;
}

/** Size of an entry of the `due` index: the table's key and the index's. */
export const dueEntryBytes = (key: Key, shard: string, at: number): number =>
  2 + 2 + utf8Bytes(key.pk) + utf8Bytes(key.sk) + DUE_NAMES_BYTES + utf8Bytes(shard) + numberBytes(at);

/** Size of an entry of the `audience` index. */
export const audienceEntryBytes = (key: Key, shard: string, audienceKey: string): number =>
  2 +
  2 +
  utf8Bytes(key.pk) +
  utf8Bytes(key.sk) +
  AUDIENCE_NAMES_BYTES +
  utf8Bytes(shard) +
  utf8Bytes(audienceKey);

/** Units of one read of `bytes` (0 for nothing found, which costs the minimum). A query is one read of their sum. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5);

/** What an item weighs on the table and on its indexes. */
export interface Footprint {
  readonly bytes: number;
  readonly due?: Item['due'];
  readonly audience?: Item['audience'];
}

export interface WriteUnits {
  readonly table: number;
  readonly due: number;
  readonly audience: number;
}

/** A put or a delete in a KEYS_ONLY index is one unit (its entries are far below 1 KB); a changed key is both. */
const indexUnits = (had: boolean, has: boolean, same: boolean): number =>
  had && has && same ? 0 : Number(had) + Number(has);

/** Units of the table alone, which a write pays even where its condition does not hold. */
export function tableWriteUnits(beforeBytes: number, afterBytes: number, transactional: boolean): number {
  const units = Math.max(1, Math.ceil(Math.max(beforeBytes, afterBytes) / WRITE_UNIT_BYTES));
  return transactional ? 2 * units : units;
}

/** Units of one write that happens, from what stood there to what stands there now. */
export function writeUnits(
  before: Footprint | undefined,
  after: Footprint | undefined,
  transactional: boolean,
): WriteUnits {
  return {
    table: tableWriteUnits(before?.bytes ?? 0, after?.bytes ?? 0, transactional),
    due: indexUnits(
      before?.due !== undefined,
      after?.due !== undefined,
      before?.due?.shard === after?.due?.shard && before?.due?.at === after?.due?.at,
    ),
    audience: indexUnits(
      before?.audience !== undefined,
      after?.audience !== undefined,
      before?.audience?.shard === after?.audience?.shard && before?.audience?.key === after?.audience?.key,
    ),
  };
}
