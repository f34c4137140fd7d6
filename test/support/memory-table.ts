import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable, type SqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';

/** A table in memory: the real adapter over a SQLite database without a file. */
export const memoryTable = (): SqliteTable => createSqliteTable(openLocalDatabase(':memory:'), () => false);
