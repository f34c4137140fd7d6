import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';

/** The SQL function `segment_of(pk, of)`: which of `of` segments of the table holds the partition, from 0. */
export const SEGMENT_OF = 'segment_of';

/** Makes it known to the connection. By the CRC-32 of the key, so that a partition never moves. */
export function defineSegmentOf(database: DatabaseSync): void {
  database.function(SEGMENT_OF, { deterministic: true }, (pk, of) => crc32(String(pk)) % Number(of));
}
