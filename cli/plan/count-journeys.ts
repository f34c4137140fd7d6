import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { decodeState } from '../../shared/app/decide/state-document.ts';
import { customerOfPartition } from '../../shared/app/item-keys.ts';
import { readAllStates } from '../../shared/app/read-all-states.ts';
import type { Table } from '../../shared/ports.ts';
import { onDeployedTable } from '../campaign/campaign-target.ts';
import { withLocalDatabase } from '../start/with-local-database.ts';
import type { Standing } from './plan.ts';

/** Where customers' journeys stand; undefined where neither a data folder nor a table is named. Reads every customer. */
export async function countJourneys({
  data,
  table,
}: {
  readonly data?: string;
  readonly table?: string;
}): Promise<Standing | undefined> {
  if (table !== undefined) return await onDeployedTable(table, countIn);
  if (data === undefined) return undefined;
  return await withLocalDatabase(
    data,
    async (database) => await countIn(createSqliteTable(database, () => false)),
  );
}

async function countIn(table: Table): Promise<Standing> {
  const standing = new Map<string, Map<string, number>>();
  for await (const { pk, body } of readAllStates(table)) {
    for (const { campaign, step } of decodeState(customerOfPartition(pk) ?? '', body).journeys) {
      const steps = standing.get(campaign) ?? new Map<string, number>();
      standing.set(campaign, steps.set(step, (steps.get(step) ?? 0) + 1));
    }
  }
  return standing;
}
