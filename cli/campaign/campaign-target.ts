import type { Command } from 'commander';
import { clockOffset } from '../../infra/local/replay/clock-offset.ts';
import { createSqliteFeedPositions } from '../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import type { Clock, Table } from '../../shared/ports.ts';
import { withLocalDatabase } from '../start/with-local-database.ts';

/** Where the campaigns run: as the command line gives it. */
export interface CampaignTarget {
  readonly data: string;
  /** A table on AWS; it goes before `data`. */
  readonly table?: string;
  readonly json?: boolean;
}

/** The options that say where the campaigns run. */
export const addTargetOptions = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder that start keeps everything in', '.perennial')
    .option(
      '--table <name>',
      'table of a deployed shop, instead of a folder; by the credentials of the AWS SDK',
    )
    .option('--json', 'print one JSON object');

/** Works on a deployed shop's table. */
export async function onDeployedTable<Result>(
  name: string,
  work: (table: Table, clock: Clock) => Promise<Result>,
): Promise<Result> {
  // The SDK takes a while to load: no other command should wait for it.
  const { createAwsPlatform } = await import('../../shared/aws/aws-platform.ts');
  const { table, clock } = createAwsPlatform();
  return await work(table(name), clock);
}

/** Works in the file of a data folder that no run holds, by the clock of its shop. Throws `CLI.NO_DATA`. */
export async function inDataFolder<Result>(
  data: string,
  work: (table: Table, clock: Clock) => Promise<Result>,
): Promise<Result> {
  return await withLocalDatabase(data, async (database) => {
    const offset = await clockOffset(createSqliteFeedPositions(database));
    // What is stated reaches the bus when the shop is started again.
    const table = createSqliteTable(database, () => true);
    return await work(table, { now: () => Date.now() + offset });
  });
}
