import { checkWrites } from '../../../shared/aws/check-writes.ts';
import { readUnits } from '../../../shared/aws/request-units.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Item, Key, Table } from '../../../shared/ports.ts';
import { type CapturesChange, createChangeCapture } from './change-capture.ts';
import type { LocalDatabase } from './local-database.ts';
import { createSqliteQueries } from './sqlite-queries.ts';
import { numberColumn, textColumn } from './sqlite-row.ts';
import { createSqliteScan } from './sqlite-scan.ts';
import { createSqliteTransaction } from './sqlite-transaction.ts';
import { itemOfStored, storedItemOfRow } from './stored-item.ts';

const SELECT = `SELECT version, due_shard, due_at, audience_shard, audience_key, ttl, bytes, body
  FROM items WHERE pk = ? AND sk = ?`;
const SELECT_EXPIRED = `SELECT pk, sk, version, due_shard, due_at, audience_shard, audience_key, ttl, body
  FROM items WHERE ttl IS NOT NULL AND ttl <= ? ORDER BY ttl LIMIT ?`;
const DELETE = 'DELETE FROM items WHERE pk = ? AND sk = ?';

export interface SqliteTable extends Table {
  /**
   * Removes at most `limit` items whose time has come, as DynamoDB's TTL does: at no charge, and seen in the stream.
   * Returns how many went.
   */
  removeExpired(now: Instant, limit?: number): Promise<number>;
}

/**
 * The table in a SQLite file. `captures` names the changes that a change feed reads. All reads are consistent;
 * `consumed` counts what DynamoDB would have charged for the read that was asked for.
 */
export function createSqliteTable(database: LocalDatabase, captures: CapturesChange): SqliteTable {
  const consumed = { readUnits: 0, writeUnits: 0 };
  const transact = createSqliteTransaction(database, captures, consumed);
  const capture = createChangeCapture(database, captures);

  function read(key: Key, consistent: boolean): Item | undefined {
    const row = database.statement(SELECT).get(key.pk, key.sk);
    consumed.readUnits += readUnits(row ? numberColumn(row, 'bytes') : 0, consistent);
    return row && itemOfStored(storedItemOfRow(row, key));
  }

  return {
    consumed,
    ...createSqliteQueries(database, consumed),
    scan: createSqliteScan(database, consumed),
    get: async (key, options) => read(key, options?.consistent ?? false),
    async getMany(keys, options) {
      const items = new Map<string, Item | undefined>();
      return keys.map((key) => {
        const identity = `${key.pk}\n${key.sk}`;
        if (!items.has(identity)) items.set(identity, read(key, options?.consistent ?? false));
        return items.get(identity);
      });
    },
    async transact(writes) {
      checkWrites(writes);
      return writes.length === 0 ? { status: 'committed' } : await database.write(() => transact(writes));
    },
    removeExpired: (now, limit = 1_000) =>
      database.write(() => {
        const rows = database.statement(SELECT_EXPIRED).all(Math.floor(now / 1000), limit);
        for (const row of rows) {
          const key = { pk: textColumn(row, 'pk'), sk: textColumn(row, 'sk') };
          database.statement(DELETE).run(key.pk, key.sk);
          capture({ key, before: storedItemOfRow(row, key), after: undefined, expired: true });
        }
        return rows.length;
      }),
  };
}
