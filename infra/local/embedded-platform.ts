import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Traces } from '../../shared/app/privacy/traces.ts';
import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
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
import { createSqliteTraces } from './sqlite/sqlite-traces.ts';
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
  /** What they keep of a person beside the table; absent: what that is cannot be reached from here. */
  readonly traces?: Traces;
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
  const feed = createSqliteChangeFeed(database);
  let loading: Promise<ShopBundle> | undefined;
  // Every function asks for it, and so does each sweep.
  const shop = (): Promise<ShopBundle> => {
    loading ??= options.shop();
    return loading;
  };
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
    changeFeed: byTableName(resource, feed),
    traces: createSqliteTraces(database, table, feed.reread),
    mailer: () => mailbox.mailer,
    texter: () => mailbox.texter,
    shop,
    flush: (when) => database.setDurability(when === 'every-commit' ? 'power-loss' : 'eventual'),
    commit: () => database.commit(),
    removeExpired: async () => {
      await table.removeExpired(clock.now());
      const { mailboxDays } = (await shop()).rules.retention ?? {};
      if (mailboxDays !== undefined) await mailbox.removeBefore(clock.now() - mailboxDays * DAY_MS);
    },
    close: () => database.close(),
  };
}
