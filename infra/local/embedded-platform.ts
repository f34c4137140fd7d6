import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import { capturedChanges } from './captured-changes.ts';
import type { LocalClock } from './local-clock.ts';
import type { LocalParts } from './local-parts.ts';
import { createLocalSecrets } from './local-secrets.ts';
import { byTableName, onlyTable } from './only-table.ts';
import { openLocalDatabase } from './sqlite/local-database.ts';
import { createSqliteChangeFeed, createSqliteFeedPositions } from './sqlite/sqlite-change-feed.ts';
import { createSqliteMailbox } from './sqlite/sqlite-mailbox.ts';
import { createSqliteQueueService } from './sqlite/sqlite-queue-service.ts';
import { createSqliteTable } from './sqlite/sqlite-table.ts';
import type { LocalTopology } from './template/local-topology.ts';

interface EmbeddedOptions {
  readonly topology: LocalTopology;
  readonly clock: LocalClock;
  /** The compiled shop; the templates' own file name for it means nothing here. */
  readonly shop: () => Promise<ShopBundle>;
  /** Holds `perennial.db` and `secrets.json`, made where it is missing. Absent: all is in memory and gone at the end. */
  readonly directory?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface EmbeddedParts extends LocalParts {
  /** Whether what they hold is there again after a restart; only then may the progress of a replay be kept. */
  readonly isLasting: boolean;
  /** Shows what was sent. */
  readonly mailbox: ReturnType<typeof createSqliteMailbox>;
}

/** The embedded default: table, stream, queues, positions and mailbox in one SQLite file that loses nothing when killed. */
export function openEmbeddedParts(options: EmbeddedOptions): EmbeddedParts {
  const { topology, clock, directory } = options;
  const resource = onlyTable(topology);
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const database = openLocalDatabase(directory === undefined ? ':memory:' : join(directory, 'perennial.db'));
  const streams = topology.mappings.filter((mapping) => mapping.kind === 'stream');
  const table = createSqliteTable(database, capturedChanges(streams));
  const mailbox = createSqliteMailbox(database, clock);
  return {
    clock,
    isLasting: directory !== undefined,
    mailbox,
    secrets: createLocalSecrets({
      resources: topology.secrets,
      environment: options.environment,
      ...(directory !== undefined && { directory }),
    }),
    queues: createSqliteQueueService(database),
    positions: createSqliteFeedPositions(database),
    table: byTableName(resource, table),
    changeFeed: byTableName(resource, createSqliteChangeFeed(database)),
    mailer: () => mailbox.mailer,
    texter: () => mailbox.texter,
    shop: options.shop,
    flush: database.flush,
    removeExpired: async () => void (await table.removeExpired(clock.now())),
    close: () => database.close(),
  };
}
