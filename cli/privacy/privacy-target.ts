import { userInfo } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { clockOffset } from '../../infra/local/replay/clock-offset.ts';
import { createSqliteFeedPositions } from '../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { createSqliteTraces } from '../../infra/local/sqlite/sqlite-traces.ts';
import { SHOP_FACT_PREFIX } from '../../shared/app/calibrate/shop-fact.ts';
import type { EraseDeps } from '../../shared/app/privacy/erase-customer.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { CampaignTarget } from '../campaign/campaign-target.ts';
import { addTargetOptions } from '../campaign/campaign-target.ts';
import { withLocalDatabase } from '../start/with-local-database.ts';
import { storedLinkSecret } from './stored-link-secret.ts';

/** Where the customer is kept: as the command line gives it. */
export interface PrivacyTarget extends CampaignTarget {
  /** Name or ARN of the secret that signs links, in AWS Secrets Manager; goes with `table`. */
  readonly linkSecret?: string;
}

/** The options that say where the customer is kept. */
export const addPrivacyOptions = (command: Command): Command =>
  addTargetOptions(command).option(
    '--link-secret <name>',
    'with --table: name or ARN of the secret that signs links (output LinkSecret of the state stack)',
  );

/** Longer than any function that may have looked before the erasure runs on, `calibrate` apart, which looks again before it names anybody. */
const SETTLE_MS = 120_000;

/** Works on a deployed shop's table, or in the file of a data folder that no run holds. Throws `CLI.NO_DATA`, `CLI.NO_SECRET`. */
export async function onStoredCustomers<Result>(
  target: PrivacyTarget,
  work: (deps: EraseDeps) => Promise<Result>,
): Promise<Result> {
  const { data, table, linkSecret } = target;
  if (table !== undefined) {
    if (linkSecret === undefined)
      throw new PerennialError('CLI.NO_SECRET', {
        message:
          'With --table, name the secret that signs links with --link-secret: ids are hashed under it.',
      });
    // The SDK takes a while to load: no other command should wait for it.
    const { createAwsPlatform } = await import('../../shared/aws/aws-platform.ts');
    const platform = createAwsPlatform();
    const secret = await platform.secrets.get(linkSecret);
    const settle = async (): Promise<void> => {
      process.stderr.write('Two minutes, until whatever is under way has ended ...\n');
      await wait(SETTLE_MS);
    };
    return await work({ table: platform.table(table), clock: platform.clock, secret, settle });
  }
  return await withLocalDatabase(data, async (database) => {
    const secret = storedLinkSecret(data);
    const offset = await clockOffset(createSqliteFeedPositions(database));
    // Facts of the shop reach the bus when it is started again; nobody reads the rest.
    const stored = createSqliteTable(
      database,
      ({ kind, key }) => kind === 'insert' && key.sk.startsWith(SHOP_FACT_PREFIX),
    );
    const traces = createSqliteTraces(database, stored);
    return await work({ table: stored, clock: { now: () => Date.now() + offset }, secret, traces });
  });
}

/** Who is at the keyboard, for the audit. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
