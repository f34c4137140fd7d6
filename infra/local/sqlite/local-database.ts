import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { PerennialError } from '../../../shared/perennial-error.ts';
import { databaseError } from './database-error.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { defineSegmentOf } from './segment-of.ts';
import { numberColumn } from './sqlite-row.ts';

/** So that a long backlog does not hold the event loop in one transaction. */
const MAX_GROUP = 1_000;

/** Groups that share a commit where it need not be at once: pages that they all change are then written once. */
const GROUPS_PER_COMMIT = 64;

/** How long to wait for another process to let go of the file. */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * What becomes of written work in the worst case. `power-loss`: it survives one. `process-death`: it survives that; after a loss of power
 * the file is as it was at some commit a little earlier, as a whole. `eventual`: so it is after the death of the process too.
 */
type Durability = 'power-loss' | 'process-death' | 'eventual';

/** One SQLite file, which this process has to itself. Reads see what was written, and need no wait. */
export interface LocalDatabase {
  readonly file: string;
  /** The prepared statement of this text, prepared once. */
  statement(sql: string): StatementSync;
  /**
   * Runs `work`, which must be synchronous, in a transaction together with all other work of this turn of the event
   * loop, in the order of the calls: one flush to the disk serves them all. Work that throws is undone alone. Resolves
   * to the result of `work` when it is durable. Where that is `eventual` only, a failure of the file may undo work that was
   * resolved; nothing is written after it until the file is opened anew.
   */
  write<T>(work: () => T): Promise<T>;
  /** `power-loss` at first. What was written before it is as durable as what comes after. */
  setDurability(durability: Durability): void;
  /** Makes what `write` has resolved survive the death of the process. */
  commit(): Promise<void>;
  /**
   * Writes the file anew without what was deleted, and empties the write-ahead log: no byte of it is left in either. Takes the time to copy
   * the file, during which nothing else runs.
   */
  compact(): Promise<void>;
  /** Finishes what was queued and closes the file. */
  close(): Promise<void>;
}

interface Queued {
  /** Runs the work; its return value settles the caller's promise once committed. */
  run(): () => void;
  reject(reason: unknown): void;
}

function pragma(database: DatabaseSync, name: string): number {
  return numberColumn(database.prepare(`PRAGMA ${name}`).get() ?? {}, name);
}

function prepareSchema(database: DatabaseSync, file: string): void {
  const version = pragma(database, 'user_version');
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (!isEmpty && pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new PerennialError('LOCAL.DATABASE_FOREIGN', {
      message: `${file} is a database of another program. Give Perennial another file.`,
      details: { file },
    });
  }
  if (version > SCHEMA_VERSION) {
    throw new PerennialError('LOCAL.DATABASE_NEWER', {
      message: `${file} was written by a newer Perennial (format ${version}, this one knows ${SCHEMA_VERSION}). Update Perennial, or use another data folder.`,
      details: { file, version },
    });
  }
  if (isEmpty) {
    database.exec(
      `BEGIN; ${SCHEMA} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
    );
    return;
  }
  for (let from = version; from < SCHEMA_VERSION; from += 1)
    database.exec(`BEGIN; ${MIGRATIONS.get(from) ?? ''} PRAGMA user_version = ${from + 1}; COMMIT`);
}

function open(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    // Exclusive locking keeps a second process out, and saves the shared-memory index of the write-ahead log.
    // The log is folded into the file every 16 MiB: pages that change often are then written once.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 4096;
      PRAGMA cache_size = -65536;
      PRAGMA temp_store = MEMORY;
      BEGIN EXCLUSIVE;
      COMMIT;
    `);
    prepareSchema(database, file);
    defineSegmentOf(database);
    return database;
  } catch (cause) {
    database?.close();
    throw databaseError(file, cause);
  }
}

/**
 * Opens or makes the file (`:memory:` for none). Throws `LOCAL.DATABASE_LOCKED`, `_CORRUPT`, `_FOREIGN`, `_NEWER` or
 * `_UNWRITABLE`; a write may also reject with `_FULL`, `_FAILED` or `_CLOSED`.
 */
export function openLocalDatabase(file: string): LocalDatabase {
  const database = open(file);
  const statements = new Map<string, StatementSync>();
  let queue: Queued[] = [];
  let turn: Promise<void> | undefined;
  let closed = false;
  let groupsPerCommit = 1;
  /** Groups whose work is resolved and not yet committed. */
  let uncommitted = 0;
  /** Why resolved work was undone. */
  let undoneBy: unknown;

  function statement(sql: string): StatementSync {
    let prepared = statements.get(sql);
    if (!prepared) {
      prepared = database.prepare(sql);
      statements.set(sql, prepared);
    }
    return prepared;
  }

  /** Runs what concerns the file as a whole, outside any transaction. */
  function execute(sql: string): void {
    try {
      database.exec(sql);
    } catch (cause) {
      throw databaseError(file, cause);
    }
  }

  /** Runs one piece of work in a savepoint of its own; undefined where it was undone alone. */
  function runAlone(queued: Queued): (() => void) | undefined {
    statement('SAVEPOINT work').run();
    try {
      const settle = queued.run();
      statement('RELEASE work').run();
      return settle;
    } catch (cause) {
      // A full disk or a damaged page has already undone the whole transaction: nobody's work stands.
      if (!database.isTransaction) throw cause;
      statement('ROLLBACK TO work').run();
      statement('RELEASE work').run();
      queued.reject(databaseError(file, cause));
      return undefined;
    }
  }

  function commitNow(): void {
    if (database.isTransaction) statement('COMMIT').run();
    uncommitted = 0;
  }

  /** Undoes what is not committed; what resolved work that takes along with it is lost for good. Returns what to tell the callers. */
  function undo(cause: unknown): unknown {
    if (database.isTransaction) statement('ROLLBACK').run();
    const reason = databaseError(file, cause);
    if (uncommitted > 0) undoneBy = reason;
    uncommitted = 0;
    return reason;
  }

  function runGroup(group: readonly Queued[]): void {
    const settles: (() => void)[] = [];
    try {
      if (undoneBy !== undefined) throw undoneBy;
      if (!database.isTransaction) statement('BEGIN IMMEDIATE').run();
      for (const queued of group) {
        const settle = runAlone(queued);
        if (settle) settles.push(settle);
      }
      if (uncommitted + 1 < groupsPerCommit) uncommitted += 1;
      else commitNow();
    } catch (cause) {
      const reason = undo(cause);
      for (const queued of group) queued.reject(reason);
      return;
    }
    for (const settle of settles) settle();
  }

  function commitOrUndo(): void {
    try {
      commitNow();
    } catch (cause) {
      throw undo(cause);
    }
  }

  function scheduleTurn(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        const group = queue.slice(0, MAX_GROUP);
        queue = queue.slice(MAX_GROUP);
        runGroup(group);
        turn = queue.length > 0 ? scheduleTurn() : undefined;
        resolve();
      });
    });
  }

  return {
    file,
    statement,
    write: (work) =>
      new Promise((resolve, reject) => {
        if (closed) {
          const message = `${file} is closed. Write before the local runtime stops.`;
          reject(new PerennialError('LOCAL.DATABASE_CLOSED', { message, details: { file } }));
          return;
        }
        queue.push({
          run() {
            const result = work();
            return () => resolve(result);
          },
          reject,
        });
        turn ??= scheduleTurn();
      }),
    setDurability(durability) {
      commitOrUndo();
      groupsPerCommit = durability === 'eventual' ? GROUPS_PER_COMMIT : 1;
      execute(`PRAGMA synchronous = ${durability === 'power-loss' ? 'FULL' : 'NORMAL'}`);
      // What was written meanwhile is in the log, unflushed; folding it into the file flushes both.
      if (durability === 'power-loss') execute('PRAGMA wal_checkpoint(PASSIVE)');
    },
    async commit() {
      // Closing commits, too.
      if (database.isOpen) commitOrUndo();
    },
    async compact() {
      while (turn) await turn;
      commitOrUndo();
      // https://www.sqlite.org/lang_vacuum.html: deleted content is not copied. TRUNCATE cuts the log to nothing.
      execute('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async close() {
      if (closed) return;
      closed = true;
      while (turn) await turn;
      try {
        commitOrUndo();
      } finally {
        database.close();
      }
    },
  };
}
